package org.symbiosis.nested;

/**
 * How often a training sample is told nothing, so that guidance has an empty branch.
 *
 * @param rate probability, in [0, 1); 0 trains no empty branch
 * @param mode what one draw drops
 */
public record Drop(double rate, Mode mode) {
    /** What one draw drops. */
    public enum Mode {
        /** All conditions together: every latent above, class and text. */
        JOINT,
        /** Each condition has a draw of its own. */
        INDEPENDENT
    }

    /** Checks the range. */
    public Drop {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate must lie in [0, 1), not " + rate);
        }
    }

    /** A tenth of the samples, all conditions together. */
    public static Drop standard() {
        return new Drop(0.1, Mode.JOINT);
    }
}
