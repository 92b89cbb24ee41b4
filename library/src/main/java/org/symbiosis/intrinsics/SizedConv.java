package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.full;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;

/** A change of size, then a convolution. */
final class SizedConv extends Layer {
    private final Conv2d conv;
    private final Size size;
    private final boolean isPointwise;

    /** A convolution whose weights are uniform in {@code share} of Glorot's bound, its bias 0. */
    SizedConv(int in, int out, int kernel, Size size, double share) {
        this.size = size;
        this.isPointwise = kernel == 1;
        conv = child("", new Conv2d(in, out, kernel, 1, Bias.LEARNT));
        double fans = (in + (double) out) * kernel * kernel;
        Initialisation.uniform(conv.weight(), share * Math.sqrt(6 / fans));
        Initialisation.constant(parameters().get("bias"), 0);
        if (size != Size.SAME) {
            // The reference saves its constant filter.
            buffer("resample_filter", full(new long[] {1, 1, 2, 2}, new Scalar(0.25)));
        }
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H', W')}. */
    Tensor forward(Tensor x) {
        if (isPointwise && size == Size.DOUBLED) {
            return size.of(conv.forward(x)); // the same values for a quarter of the work
        }
        return conv.forward(size.of(x));
    }
}
