package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.relu;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.BatchNorm2d;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Residual;

/**
 * Two convolutions beside a decayed shortcut: {@code relu(alpha shortcut(x) + bn2(conv2(relu(
 * bn1(conv1 x)))))} (He et al. 2016 with Eq. 2.3; A.2.2). The shortcut is the input itself or,
 * where size or channels change, its projection.
 */
final class BasicBlock extends Layer {
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Projection downsample;
    private final Residual shortcut;

    /**
     * Where a block leads.
     *
     * @param in channels before
     * @param out channels after
     * @param stride of the first convolution
     */
    record Shape(int in, int out, int stride) {
        boolean keepsTheInput() {
            return in == out && stride == 1;
        }
    }

    /** Constants of the batch norms. */
    record Norms(double eps, double momentum) {
        static final Norms USUAL = new Norms(BatchNorm2d.EPS, BatchNorm2d.MOMENTUM);

        BatchNorm2d over(int channels) {
            return new BatchNorm2d(channels, eps, momentum);
        }
    }

    /** The input brought to the block's output shape, under the names the reference gives it. */
    private static final class Projection extends Layer {
        private final Conv2d conv;
        private final BatchNorm2d norm;

        Projection(Shape shape, Norms norms) {
            conv = child("0", new Conv2d(shape.in(), shape.out(), 1, shape.stride(), Bias.NONE));
            norm = child("1", norms.over(shape.out()));
        }

        Tensor forward(Tensor x) {
            return norm.forward(conv.forward(x));
        }
    }

    BasicBlock(Shape shape, Norms norms, Residual shortcut) {
        conv1 = child("conv1", new Conv2d(shape.in(), shape.out(), 3, shape.stride(), Bias.NONE));
        bn1 = child("bn1", norms.over(shape.out()));
        conv2 = child("conv2", new Conv2d(shape.out(), shape.out(), 3, 1, Bias.NONE));
        bn2 = child("bn2", norms.over(shape.out()));
        downsample =
                shape.keepsTheInput() ? null : child("downsample", new Projection(shape, norms));
        this.shortcut = child("shortcut", shortcut);
    }

    /** Sets the last scale of the branch to zero: the block then only decays its shortcut. */
    void zeroBranch() {
        Initialisation.constant(bn2.weight(), 0);
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H / stride, W / stride)}. */
    Tensor forward(Tensor x) {
        Tensor f = bn2.forward(conv2.forward(relu(bn1.forward(conv1.forward(x)))));
        Tensor kept = downsample == null ? x : downsample.forward(x);
        return relu(shortcut.join(kept, f));
    }
}
