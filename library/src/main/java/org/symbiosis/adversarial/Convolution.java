package org.symbiosis.adversarial;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralConv2d;

/** A convolution of stride 1 without bias, plain or spectrally normalised. */
final class Convolution extends Layer {
    private final Conv2d plain;
    private final SpectralConv2d spectral;

    Convolution(Weights weights, int in, int out, int kernel) {
        boolean isPlain = weights == Weights.PLAIN;
        plain = isPlain ? child("", new Conv2d(in, out, kernel, 1, Bias.NONE)) : null;
        spectral = isPlain ? null : child("", new SpectralConv2d(in, out, kernel, Bias.NONE));
        Initialisation.kaimingFanOut(isPlain ? plain.weight() : spectral.weight());
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H, W)}. */
    Tensor forward(Tensor x) {
        return plain != null ? plain.forward(x) : spectral.forward(x);
    }
}
