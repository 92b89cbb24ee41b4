package org.symbiosis.eval.segments;

import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Sums of z z' over pixels, z = (features, x, y, 1), in doubles: enough for a least-squares fit of
 * x and y, and for the error of any such fit.
 */
final class LinearMoments {
    /** Directions in which the features vary by less than this share count as constant. */
    private static final double NEGLIGIBLE = 1e-12;

    private final int d;
    private final int width; // d + 3
    private final double[] sums; // (width, width)

    LinearMoments(int d) {
        this.d = d;
        width = d + 3;
        sums = new double[width * width];
    }

    /** Adds the chosen rows of features {@code (n, d)} and their targets. */
    void add(float[] features, double[] xs, double[] ys, boolean[] chosen) {
        double[] rows = new double[chosen.length * width];
        int n = 0;
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                for (int c = 0; c < d; c++) {
                    rows[n * width + c] = features[i * d + c];
                }
                rows[n * width + d] = xs[i];
                rows[n * width + d + 1] = ys[i];
                rows[n * width + d + 2] = 1;
                n++;
            }
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor Z = Plain.tensor(rows, chosen.length, width);
            double[] more = Plain.doubles(Z.t().matmul(Z));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += more[i];
            }
        }
    }

    long count() {
        return Math.round(sums[sums.length - 1]);
    }

    private double mean(int i) {
        return sums[i * width + width - 1] / count();
    }

    private double covariance(int i, int j) {
        return sums[i * width + j] / count() - mean(i) * mean(j);
    }

    /** Weights {@code (2, d)} of the fit with the smallest weights. */
    double[][] weights() {
        double[] S = new double[d * d];
        double[] T = new double[d * 2];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                S[i * d + j] = covariance(i, j);
            }
            T[i * 2] = covariance(i, d);
            T[i * 2 + 1] = covariance(i, d + 1);
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor inverse =
                    torch.linalg_pinv(
                            Plain.tensor(S, d, d),
                            new DoubleOptional(),
                            new DoubleOptional(NEGLIGIBLE),
                            true);
            double[] W = Plain.doubles(inverse.matmul(Plain.tensor(T, d, 2)).t());
            return new double[][] {Arrays.copyOf(W, d), Arrays.copyOfRange(W, d, 2 * d)};
        }
    }

    /** Bias of target 0 (x) or 1 (y). */
    double bias(double[][] weights, int target) {
        double bias = mean(d + target);
        for (int c = 0; c < d; c++) {
            bias -= weights[target][c] * mean(c);
        }
        return bias;
    }

    /** Mean of (w'f + bias - target)^2. */
    double meanSquaredError(double[] w, double bias, int target) {
        double[] a = new double[width];
        System.arraycopy(w, 0, a, 0, d);
        a[d + target] = -1;
        a[d + 2] = bias;
        double sum = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                sum += a[i] * a[j] * sums[i * width + j];
            }
        }
        return Math.max(0, sum / count());
    }
}
