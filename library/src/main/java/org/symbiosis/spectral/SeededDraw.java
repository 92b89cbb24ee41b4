package org.symbiosis.spectral;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * Draws from the engine's generator that depend on their seed alone, also when several threads
 * solve at once: the generator is theirs in common, so one draws after the other.
 */
final class SeededDraw {
    private SeededDraw() {}

    /** What {@code f} draws, without owning tensors of the caller's scope. */
    static <T> T of(long seed, Supplier<T> f) {
        synchronized (SeededDraw.class) {
            return Seed.aside(
                    () -> {
                        Seed.set(seed);
                        return f.get();
                    });
        }
    }

    /** The tensor that {@code f} draws, owned by the caller's scope. */
    static Tensor tensor(long seed, Supplier<Tensor> f) {
        return Scope.tidy(
                () -> {
                    Tensor drawn = of(seed, () -> Scope.keep(f.get()));
                    Tensor copy = drawn.clone();
                    Scope.release(drawn);
                    return copy;
                });
    }
}
