package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Plain;

/** How far a picture is from another, pixel by pixel (Eq. 6.4); pictures {@code (B, 3, H, W)}. */
final class PixelLoss {
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 1e-4;
    private static final double C2 = 9e-4;

    private PixelLoss() {}

    /**
     * The three terms.
     *
     * @param mse mean square difference, ()
     * @param ssim structural similarity, (); the loss is what it lacks of 1
     * @param gradient mean absolute difference of neighbouring pixels' differences, ()
     */
    record Terms(Tensor mse, Tensor ssim, Tensor gradient) {
        /** The weighted sum. */
        Tensor total(LossWeights w) {
            Tensor lacking = ssim.neg().add(new Scalar(1.0));
            return mse.mul(new Scalar(w.mse()))
                    .add(lacking.mul(new Scalar(w.ssim())))
                    .add(gradient.mul(new Scalar(w.gradient())));
        }
    }

    static Terms of(Tensor x, Tensor y) {
        return new Terms(mse(x, y), ssim(x, y), gradient(x, y));
    }

    static Tensor mse(Tensor x, Tensor y) {
        return x.sub(y).square().mean(); // ()
    }

    /** Differences to the right and down; what would reach over the border counts as 0. */
    static Tensor gradient(Tensor x, Tensor y) {
        Tensor error = x.sub(y); // (B, 3, H, W)
        long height = error.size(2);
        long width = error.size(3);
        Tensor right = error.narrow(3, 1, width - 1).sub(error.narrow(3, 0, width - 1));
        Tensor down = error.narrow(2, 1, height - 1).sub(error.narrow(2, 0, height - 1));
        return right.abs().sum().add(down.abs().sum()).div(new Scalar((double) error.numel()));
    }

    /**
     * Structural similarity under a Gaussian window (Wang et al. 2004): biased variances, zeros
     * beyond the border, and constants for pictures of range 1 although these have range 2.
     */
    static Tensor ssim(Tensor x, Tensor y) {
        Tensor all = cat(new TensorVector(x, y, x.mul(x), y.mul(y), x.mul(y)), 1);
        Tensor smooth = window(all.size(2)).matmul(all.matmul(window(all.size(3))));
        Tensor muX = part(smooth, 0);
        Tensor muY = part(smooth, 1);
        Tensor muXY = muX.mul(muY);
        Tensor squares = muX.mul(muX).add(muY.mul(muY));
        Tensor variances = part(smooth, 2).add(part(smooth, 3)).sub(squares);
        Tensor covariance = part(smooth, 4).sub(muXY);
        Scalar two = new Scalar(2.0);
        Scalar c1 = new Scalar(C1);
        Scalar c2 = new Scalar(C2);
        Tensor above = muXY.mul(two).add(c1).mul(covariance.mul(two).add(c2));
        Tensor below = squares.add(c1).mul(variances.add(c2));
        return above.div(below).mean(); // ()
    }

    private static Tensor part(Tensor five, int i) {
        long channels = five.size(1) / 5;
        return five.narrow(1, i * channels, channels);
    }

    /** The weights of the window, by distance from its middle; their sum is 1. */
    static double[] weights() {
        double[] g = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double d = i - WINDOW / 2;
            g[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
            sum += g[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            g[i] /= sum;
        }
        return g;
    }

    /** The window along one side as a banded matrix: a product is faster than a convolution. */
    private static Tensor window(long side) {
        double[] g = weights();
        int n = (int) side;
        float[] band = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < WINDOW; k++) {
                int j = i + k - WINDOW / 2;
                if (j >= 0 && j < n) {
                    band[i * n + j] = (float) g[k];
                }
            }
        }
        return Plain.tensor(band, n, n);
    }
}
