package org.symbiosis.eval;

import org.symbiosis.tensor.Scope;

/**
 * A Gaussian fitted to vectors: all that the Frechet distance sees of a set of images.
 *
 * @param count of the vectors; 0 where it is not known
 * @param mean {@code (d)}
 * @param covariance unbiased (n - 1), {@code (d, d)} row-major
 */
@SuppressWarnings("ArrayRecordComponent")
public record Moments(long count, double[] mean, double[] covariance) {
    /** Checks that mean and covariance fit together. */
    public Moments {
        if (mean.length == 0 || covariance.length != mean.length * mean.length || count < 0) {
            throw new IllegalArgumentException(
                    "a mean of %d, a covariance of %d, %d vectors"
                            .formatted(mean.length, covariance.length, count));
        }
    }

    /** Moments of features that are all there; see {@link MomentSum} for those that pass by. */
    public static Moments of(Features features) {
        try (Scope s = Scope.open();
                MomentSum sum = new MomentSum(features.d())) {
            sum.add(features.tensor());
            return sum.moments();
        }
    }

    /** Length of a vector. */
    public int dimensions() {
        return mean.length;
    }
}
