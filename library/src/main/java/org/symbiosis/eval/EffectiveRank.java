package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.linalg_eigvalsh;
import static org.bytedeco.pytorch.global.torch.linalg_svdvals;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The effective rank (Eq. 2.6): the entropy of normalised singular values, in nats. Its exponential
 * says how many directions the features really use.
 */
public final class EffectiveRank {
    /** What is taken off the features before their covariance. */
    public enum Centring {
        /** The mean over samples: the usual covariance. */
        FEATURES,
        /** Each sample's mean over its features: the covariance of two samples, to the letter. */
        SAMPLES
    }

    private EffectiveRank() {}

    /**
     * The effective rank of the covariance of samples.
     *
     * @param features {@code (n, d)}
     * @return entropy in nats, between 0 and log(min(n, d))
     */
    public static double ofCovariance(Tensor features, Centring centring) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor X = features.to(ScalarType.Double);
            Tensor mean =
                    X.mean(
                            new long[] {centring == Centring.FEATURES ? 0 : 1},
                            true,
                            new org.bytedeco.pytorch.ScalarTypeOptional());
            Tensor C = X.sub(mean);
            // X X^T and X^T X share their non-zero spectrum: take the smaller.
            Tensor gram = C.size(0) > C.size(1) ? C.t().matmul(C) : C.matmul(C.t());
            return entropy(Plain.doubles(linalg_eigvalsh(gram)));
        }
    }

    /** The effective rank of a set of features, as the tables report it. */
    public static double of(Features features) {
        try (Scope s = Scope.open()) {
            return ofCovariance(features.tensor(), Centring.FEATURES);
        }
    }

    /** The effective rank of a matrix itself. */
    public static double ofMatrix(Tensor matrix) {
        return entropy(singularValues(matrix));
    }

    /** Singular values, largest first, in double precision. */
    public static double[] singularValues(Tensor matrix) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            return Plain.doubles(
                    linalg_svdvals(matrix.to(ScalarType.Double), new StringViewOptional()));
        }
    }

    /** Eq. 2.6 for given singular values; what rounding made negative counts as 0. */
    public static double entropy(double... singularValues) {
        double sum = 0;
        for (double s : singularValues) {
            sum += Math.max(0, s);
        }
        double rho = 0;
        for (double s : singularValues) {
            if (s > 0) {
                rho -= s / sum * Math.log(s / sum);
            }
        }
        return rho;
    }
}
