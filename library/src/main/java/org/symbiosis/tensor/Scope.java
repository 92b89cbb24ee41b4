package org.symbiosis.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Owner of native memory: every tensor born on this thread while a scope is open is freed when the
 * innermost scope closes.
 *
 * <pre>{@code
 * try (Scope step = Scope.open()) {
 *     Tensor loss = method.loss(batch);
 *     ...
 *     return loss.item_float();          // plain numbers leave, tensors do not
 * }
 * }</pre>
 *
 * <p>Scopes belong to the thread that opened them, and nest. A new thread has none: open one inside
 * each task.
 */
public final class Scope implements AutoCloseable {
    static {
        Engine.start();
    }

    private final PointerScope pointers = new PointerScope();

    private Scope() {}

    /** Opens a scope on this thread. */
    public static Scope open() {
        return new Scope();
    }

    /**
     * Lets a handle outlive every scope: parameters, buffers, optimizer state. Balanced by {@link
     * #release}.
     */
    public static <P extends Pointer> P keep(P handle) {
        handle.retainReference();
        return handle;
    }

    /** Gives back a handle that was {@linkplain #keep kept}. */
    public static void release(Pointer handle) {
        handle.releaseReference();
    }

    /**
     * Runs {@code f} in a scope of its own; only its fresh result lives on, owned by the caller's
     * scope. For functions with large temporaries.
     *
     * @param f must not return a long-lived tensor: the caller's scope would close it
     */
    public static Tensor tidy(Supplier<Tensor> f) {
        PointerScope outer = PointerScope.getInnerScope();
        try (Scope inner = Scope.open()) {
            Tensor result = f.get();
            if (outer == null) {
                keep(result);
            } else {
                outer.attach(result);
            }
            return result;
        }
    }

    @Override
    public void close() {
        pointers.close();
    }
}
