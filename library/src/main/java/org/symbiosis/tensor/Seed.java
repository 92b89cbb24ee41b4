package org.symbiosis.tensor;

import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;
import static org.bytedeco.pytorch.global.torch.manual_seed;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * The engine's random generator: one seed, one result.
 *
 * <p>The numbers equal those of PyTorch for the same seed. The generator is shared by all threads:
 * draw on one thread only.
 */
public final class Seed {
    static {
        Engine.start();
    }

    private Seed() {}

    /** Starts the generator afresh. */
    public static void set(long seed) {
        manual_seed(seed);
    }

    /** The generator's state as bytes, to be given to {@link #restore} later. */
    public static Tensor state() {
        return getDefaultCPUGenerator().get_state().clone();
    }

    /** Puts the generator back to where {@link #state} was taken. */
    public static void restore(Tensor state) {
        getDefaultCPUGenerator().set_state(state);
    }

    /** Runs {@code f}, which may draw; afterwards the generator is where it was before. */
    public static <T> T aside(Supplier<T> f) {
        try (Scope s = Scope.open()) {
            Tensor before = state();
            try {
                return f.get();
            } finally {
                restore(before);
            }
        }
    }
}
