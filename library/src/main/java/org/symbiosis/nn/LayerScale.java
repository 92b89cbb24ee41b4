package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.ones;

import org.bytedeco.pytorch.Tensor;

/** A learnt factor for each channel of a branch (Touvron et al. 2021). */
final class LayerScale extends Layer {
    private final Tensor gamma; // (D)

    /** Factors of 1 at first: published weights bring their own. */
    LayerScale(int dim) {
        gamma = parameter("gamma", ones(dim));
    }

    /** Scales {@code (..., D)}. */
    Tensor forward(Tensor x) {
        return x.mul(gamma);
    }
}
