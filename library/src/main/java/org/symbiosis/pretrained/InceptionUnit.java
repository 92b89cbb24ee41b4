package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.BatchNorm2d;
import org.symbiosis.nn.Convolve;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;

/** A convolution of any shape, batch normalisation with the network's epsilon, ReLU. */
final class InceptionUnit extends Layer {
    private static final double EPS = 1e-3;

    private final Convolution conv;
    private final BatchNorm2d bn;

    /**
     * Shape of a kernel.
     *
     * @param rows of the kernel
     * @param columns of the kernel
     * @param stride both ways
     */
    record Kernel(int rows, int columns, int stride) {
        static final Kernel ONE = new Kernel(1, 1, 1);
        static final Kernel THREE = new Kernel(3, 3, 1);
        static final Kernel THREE_BY_TWO = new Kernel(3, 3, 2);
        static final Kernel FIVE = new Kernel(5, 5, 1);
        static final Kernel ROW_OF_SEVEN = new Kernel(1, 7, 1);
        static final Kernel COLUMN_OF_SEVEN = new Kernel(7, 1, 1);
        static final Kernel ROW_OF_THREE = new Kernel(1, 3, 1);
        static final Kernel COLUMN_OF_THREE = new Kernel(3, 1, 1);

        /** Half of the kernel, so that stride 1 keeps the size; none with a greater stride. */
        long[] border() {
            return stride > 1 ? new long[] {0, 0} : new long[] {rows / 2, columns / 2};
        }
    }

    /** Without a border where {@code border} is zero; names are {@code conv} and {@code bn}. */
    private static final class Convolution extends Layer {
        private final Tensor weight; // (out, in, rows, columns)
        private final long[] stride;
        private final long[] border;

        Convolution(int in, int out, Kernel kernel, long... border) {
            weight = parameter("weight", empty(out, in, kernel.rows, kernel.columns));
            double fanIn = (double) in * kernel.rows * kernel.columns;
            Initialisation.uniform(weight, Math.sqrt(3 / fanIn));
            stride = new long[] {kernel.stride, kernel.stride};
            this.border = border;
        }

        Tensor forward(Tensor x) {
            return Convolve.images(x, weight, null, stride, border);
        }
    }

    /** With the border that the kernel's shape asks for. */
    InceptionUnit(int in, int out, Kernel kernel) {
        this(in, out, kernel, kernel.border());
    }

    private InceptionUnit(int in, int out, Kernel kernel, long... border) {
        conv = child("conv", new Convolution(in, out, kernel, border));
        bn = child("bn", new BatchNorm2d(out, EPS, BatchNorm2d.MOMENTUM));
    }

    /** Without any border: the stem. */
    static InceptionUnit withoutBorder(int in, int out, Kernel kernel) {
        return new InceptionUnit(in, out, kernel, 0, 0);
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H', W')}. */
    Tensor forward(Tensor x) {
        return bn.forward(conv.forward(x)).relu_();
    }
}
