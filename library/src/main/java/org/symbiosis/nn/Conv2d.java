package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;

/**
 * A convolution with a square kernel. Initial values are PyTorch's: uniform in 1/sqrt(fan in).
 *
 * <p>Either the border is half of an odd kernel, so that stride 1 keeps the size, or there is none.
 */
public final class Conv2d extends Layer {
    private final Tensor weight; // (out, in, k, k)
    private final Tensor bias; // (out) or null
    private final long[] stride;
    private final long[] padding;

    /**
     * A convolution from {@code in} to {@code out} channels with a border of half the kernel.
     *
     * @param kernel side of the kernel, odd
     * @param stride both ways, at least 1
     */
    public Conv2d(int in, int out, int kernel, int stride, Bias bias) {
        this(in, out, kernel, stride, odd(kernel) / 2, bias);
    }

    /** A convolution without a border; the kernel may be even. */
    public static Conv2d withoutBorder(int in, int out, int kernel, int stride, Bias bias) {
        return new Conv2d(in, out, kernel, stride, 0, bias);
    }

    private Conv2d(int in, int out, int kernel, int stride, int border, Bias bias) {
        if (kernel < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a convolution needs a positive kernel and stride, not "
                            + kernel
                            + " and "
                            + stride);
        }
        this.stride = new long[] {stride, stride};
        this.padding = new long[] {border, border};
        double bound = 1 / Math.sqrt((double) in * kernel * kernel);
        this.weight = parameter("weight", empty(out, in, kernel, kernel));
        Initialisation.uniform(weight, bound);
        this.bias = bias == Bias.LEARNT ? parameter("bias", empty(out)) : null;
        if (this.bias != null) {
            Initialisation.uniform(this.bias, bound);
        }
    }

    private static int odd(int kernel) {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "a convolution with a border needs an odd kernel, not " + kernel);
        }
        return kernel;
    }

    /** The weight, {@code (out, in, k, k)}. */
    public Tensor weight() {
        return weight;
    }

    /**
     * Maps {@code (B, in, H, W)} to {@code (B, out, ceil(H / stride), ceil(W / stride))}; without a
     * border to {@code floor((H - k) / stride) + 1} rows, and likewise columns.
     */
    public Tensor forward(Tensor x) {
        Tensor y = Convolve.images(x, weight, bias, stride, padding);
        Cost.add(() -> y.numel() / weight.size(0) * weight.numel());
        return y;
    }
}
