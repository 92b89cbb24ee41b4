package org.symbiosis.nested.latents;

/**
 * How an encoder's channels become a latent's.
 *
 * @param centring whether the mean is taken off first
 * @param scaling what the kept coefficients are divided by
 */
public record Reduction(Centring centring, Scaling scaling) {
    /** Whether the mean is taken off. */
    public enum Centring {
        /** Yes: principal components. */
        CENTRED,
        /** No: singular vectors of the raw matrix. */
        UNCENTRED
    }

    /** What the kept coefficients are divided by. */
    public enum Scaling {
        /** One number for all channels, their root mean square: keeps distances. */
        SCALAR,
        /** Each channel by its own root mean square: whitening. */
        CHANNEL,
        /** Nothing. */
        NONE
    }

    /** Centred, one scale: latents of unit size in which sigma reads as in the chapter. */
    public static Reduction standard() {
        return new Reduction(Centring.CENTRED, Scaling.SCALAR);
    }
}
