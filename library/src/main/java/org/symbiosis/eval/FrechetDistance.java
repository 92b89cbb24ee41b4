package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.linalg_svdvals;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The Frechet distance of two Gaussians, |m1 - m2|^2 + tr(S1 + S2 - 2 sqrt(S1 S2)), as a square
 * (Dowson and Landau, 1982; Heusel et al., 2017).
 *
 * <p>The trace of the root is the sum of the singular values of F1' F2 where S = F F': real for
 * every pair of covariances, also for those of fewer images than features.
 */
public final class FrechetDistance {
    private static final double EPS = Math.ulp(1.0);

    private static final Scalar ZERO = zero();

    private FrechetDistance() {}

    private static Scalar zero() {
        Engine.start();
        return Scope.keep(new Scalar(0));
    }

    /**
     * The distance, at least 0 up to rounding.
     *
     * @throws UserError when the two are of features of different lengths
     */
    public static double of(Moments one, Moments other) {
        int d = one.dimensions();
        if (other.dimensions() != d) {
            throw UserError.usage(
                    "features of " + d + " values against statistics of " + other.dimensions(),
                    "take both with the same network");
        }
        double squares = 0;
        double traces = 0;
        for (int i = 0; i < d; i++) {
            double apart = one.mean()[i] - other.mean()[i];
            squares += apart * apart;
            traces += one.covariance()[i * d + i] + other.covariance()[i * d + i];
        }
        return squares + traces - 2 * traceOfRoot(one, other);
    }

    private static double traceOfRoot(Moments one, Moments other) {
        int threads = Engine.threads();
        Engine.useThreads(Engine.cores());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor product = factor(one).t().matmul(factor(other));
            return linalg_svdvals(product).sum().item_double();
        } finally {
            Engine.useThreads(threads);
        }
    }

    /** F with F F' = S, {@code (d, r)}; variances below rounding count as none. */
    private static Tensor factor(Moments moments) {
        int d = moments.dimensions();
        T_TensorTensor_T eigen = linalg_eigh(Plain.tensor(moments.covariance(), d, d));
        double[] variances = Plain.doubles(eigen.get0()); // ascending
        double least = d * EPS * Math.max(0, variances[d - 1]);
        int none = 0;
        while (none < d - 1 && variances[none] <= least) {
            none++;
        }
        Tensor deviations = eigen.get0().narrow(0, none, d - none).clamp_min(ZERO).sqrt();
        return eigen.get1().narrow(1, none, d - none).mul(deviations.unsqueeze(0));
    }
}
