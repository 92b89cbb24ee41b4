package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.linear;

import org.bytedeco.pytorch.Tensor;

/** A {@link Linear} layer whose weight is divided by its largest singular value. */
public final class SpectralLinear extends Layer {
    private final SpectralWeight weight; // (out, in)
    private final Tensor bias; // (out) or null

    /** From {@code in} to {@code out} values. */
    public SpectralLinear(int in, int out, Bias bias) {
        this.weight = child("", new SpectralWeight(out, in));
        this.bias = bias == Bias.LEARNT ? parameter("bias", empty(out)) : null;
        if (this.bias != null) {
            Initialisation.uniform(this.bias, 1 / Math.sqrt(in));
        }
    }

    /** The weight as it is, {@code (out, in)}. */
    public Tensor weight() {
        return weight.raw();
    }

    /** Maps {@code (..., in)} to {@code (..., out)}. */
    public Tensor forward(Tensor x) {
        Tensor w = weight.normalised();
        return bias == null ? linear(x, w) : linear(x, w, bias);
    }
}
