package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Weighted sums as samplers write them, with weights in double. */
final class Sums {
    private Sums() {}

    /** {@code x * factor}. */
    static Tensor times(Tensor x, double factor) {
        return x.mul(new Scalar(factor));
    }

    /** {@code x + factor * y}. */
    static Tensor plus(Tensor x, double factor, Tensor y) {
        return x.add(y, new Scalar(factor));
    }
}
