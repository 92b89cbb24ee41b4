package org.symbiosis.diffusion;

/**
 * The noise on a condition while sampling, {@code z_hat ~ N(z, (t/T)^gamma sigma^2 I)} (section
 * 5.4.2), fresh at every call of the network.
 *
 * @param sigma deviation in training, at least 0
 * @param gamma how fast it falls with time: 0 not at all, infinite for no noise at any time
 * @param scales what the power of the time multiplies
 */
public record ConditionNoise(double sigma, double gamma, Scales scales) {
    /** What the power of the time multiplies. */
    public enum Scales {
        /** The variance, as the displayed distribution says. */
        VARIANCE,
        /** The deviation, as the caption of Table 5.3 says: the same as twice the gamma. */
        DEVIATION
    }

    /** Checks the ranges. */
    public ConditionNoise {
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("sigma must not be negative, as " + sigma);
        }
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("gamma must not be negative, as " + gamma);
        }
    }

    /** Noise whose variance falls with time. */
    public ConditionNoise(double sigma, double gamma) {
        this(sigma, gamma, Scales.VARIANCE);
    }

    /**
     * The deviation at a time.
     *
     * @param t in [0, 1], the share of the diffusion still to go
     */
    public double deviation(double t) {
        if (Double.isInfinite(gamma)) {
            return 0;
        }
        double exponent = scales == Scales.VARIANCE ? gamma / 2 : gamma;
        return sigma * Math.pow(t, exponent);
    }
}
