package org.symbiosis.intrinsics;

/**
 * Noise on the pictures that the encoder sees (Eq. 6.2): {@code sigma = exp(deviation z + mean)}, z
 * standard normal, one a pair.
 *
 * @param mean of the logarithm of sigma
 * @param deviation of it
 * @param until share of the training after which there is no noise any more; 0 for none at all
 */
public record Noise(double mean, double deviation, double until) {
    /** The authors': a median of 0.3 for the first half of the training. */
    public static final Noise USUAL = new Noise(-1.2, 1.2, 0.5);

    /** The ablation with sigma = 0 (Table 6.1). */
    public static final Noise NONE = new Noise(-1.2, 1.2, 0);

    /** Checks the ranges. */
    public Noise {
        if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "mean must be finite and deviation not negative, not "
                            + mean
                            + " and "
                            + deviation);
        }
        if (!(until >= 0 && until <= 1)) {
            throw new IllegalArgumentException("until must lie in [0, 1], not " + until);
        }
    }

    /** Whether there is noise when so much of the training is done. */
    boolean isOn(double done) {
        return done < until;
    }
}
