package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolutions that do not depend on what lay in memory before.
 *
 * <p>The engine's kernels work on blocks of 16 channels (8 on older processors) and fill up what a
 * number of channels lacks, but leave what was in that memory where zeros should be: with 20
 * channels in, or 3 out, results and gradients can then be wrong by half of their size, or not
 * numbers, where the memory was used before. So whole blocks are handed over here, filled with
 * zeros of our own. See decision 0012.
 */
public final class Convolve {
    private static final long BLOCK = 16;

    /** So few channels in have kernels of their own, without blocks, in single precision. */
    private static final long FEW = 4;

    private static final long[] ONE = {1, 1};

    private Convolve() {}

    /**
     * A 2-D convolution (a cross-correlation, as usual).
     *
     * @param x {@code (B, in, H, W)}
     * @param weight {@code (out, in, k, k)}
     * @param bias {@code (out)}, or null
     * @param stride down and across
     * @param border zeros added at both ends, down and across
     * @return {@code (B, out, ...)}
     */
    public static Tensor images(
            Tensor x, Tensor weight, Tensor bias, long[] stride, long[] border) {
        long out = weight.size(0);
        long in = weight.size(1);
        long missingOut = missing(out);
        long missingIn = in <= FEW && isSingle(x) ? 0 : missing(in);
        if (missingOut == 0 && missingIn == 0) {
            return conv2d(x, weight, optional(bias), stride, border, ONE, 1);
        }
        Scalar zero = new Scalar(0.0);
        Tensor whole =
                constant_pad_nd(weight, new long[] {0, 0, 0, 0, 0, missingIn, 0, missingOut}, zero);
        Tensor shift =
                bias == null ? null : constant_pad_nd(bias, new long[] {0, missingOut}, zero);
        Tensor images =
                missingIn == 0
                        ? x
                        : constant_pad_nd(x, new long[] {0, 0, 0, 0, 0, missingIn}, zero);
        Tensor y = conv2d(images, whole, optional(shift), stride, border, ONE, 1);
        return missingOut == 0 ? y : y.narrow(1, 0, out).contiguous();
    }

    /**
     * The images with as many empty ones after them as whole blocks ask for: the gradient of a
     * gradient takes a batch's images for channels, so whoever differentiates twice wants it whole.
     *
     * @param x {@code (B, C, H, W)}
     */
    public static Tensor wholeBatch(Tensor x) {
        long missing = missing(x.size(0));
        return missing == 0
                ? x
                : constant_pad_nd(x, new long[] {0, 0, 0, 0, 0, 0, 0, missing}, new Scalar(0.0));
    }

    private static boolean isSingle(Tensor x) {
        return x.scalar_type() == ScalarType.Float && !is_autocast_enabled(DeviceType.CPU);
    }

    private static long missing(long channels) {
        return Math.floorMod(-channels, BLOCK);
    }

    private static TensorOptional optional(Tensor bias) {
        return bias == null ? new TensorOptional() : new TensorOptional(bias);
    }
}
