package org.symbiosis.adversarial;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.SpectralLinear;

/** A linear layer with bias, plain or spectrally normalised. */
final class Affine extends Layer {
    private final Linear plain;
    private final SpectralLinear spectral;

    Affine(Weights weights, int in, int out) {
        boolean isPlain = weights == Weights.PLAIN;
        plain = isPlain ? child("", new Linear(in, out)) : null;
        spectral = isPlain ? null : child("", new SpectralLinear(in, out, Bias.LEARNT));
    }

    /** Maps {@code (B, in)} to {@code (B, out)}. */
    Tensor forward(Tensor x) {
        return plain != null ? plain.forward(x) : spectral.forward(x);
    }
}
