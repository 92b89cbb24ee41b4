package org.symbiosis.diffusion;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/** A state that is replaced step by step, in the memory of two states. */
final class Walk {
    private Walk() {}

    /** One step: from a state to the next. */
    @FunctionalInterface
    interface Step {
        Tensor from(Tensor x, int k);
    }

    /** Takes steps 0 to {@code steps - 1}; the result belongs to the caller's scope. */
    static Tensor of(Tensor x, int steps, Step step) {
        Tensor now = Scope.keep(x);
        try (NoGradGuard g = new NoGradGuard()) {
            for (int k = 0; k < steps; k++) {
                Tensor next;
                try (Scope s = Scope.open()) {
                    next = Scope.keep(step.from(now, k));
                }
                Scope.release(now);
                now = next;
            }
            return now.clone();
        } finally {
            Scope.release(now);
        }
    }
}
