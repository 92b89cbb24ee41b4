package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;

/**
 * A {@link Conv2d} of stride 1 with a border of half the kernel, whose weight, taken as a matrix of
 * outputs by everything else, is divided by its largest singular value.
 */
public final class SpectralConv2d extends Layer {
    private static final long[] ONE = {1, 1};

    private final SpectralWeight weight; // (out, in, k, k)
    private final Tensor bias; // (out) or null
    private final long[] padding;

    /**
     * From {@code in} to {@code out} channels.
     *
     * @param kernel side of the kernel, odd
     */
    public SpectralConv2d(int in, int out, int kernel, Bias bias) {
        if (kernel < 1 || kernel % 2 == 0) {
            throw new IllegalArgumentException("the kernel must be odd, not " + kernel);
        }
        this.padding = new long[] {kernel / 2, kernel / 2};
        this.weight = child("", new SpectralWeight(out, in, kernel, kernel));
        this.bias = bias == Bias.LEARNT ? parameter("bias", empty(out)) : null;
        if (this.bias != null) {
            Initialisation.uniform(this.bias, 1 / Math.sqrt((double) in * kernel * kernel));
        }
    }

    /** The weight as it is, {@code (out, in, k, k)}. */
    public Tensor weight() {
        return weight.raw();
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H, W)}. */
    public Tensor forward(Tensor x) {
        return Convolve.images(x, weight.normalised(), bias, ONE, padding);
    }
}
