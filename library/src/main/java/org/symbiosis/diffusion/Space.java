package org.symbiosis.diffusion;

/** Where a diffusion model works, as its configuration says. */
public sealed interface Space {
    /** Pixels for one place of what the network sees, along a side. */
    int factor();

    /** On pixels in [-1, 1]. */
    record Pixels() implements Space {
        @Override
        public int factor() {
            return 1;
        }
    }

    /**
     * On the latents of an autoencoder (section 4.4).
     *
     * @param factor pixels for one place of a latent, along a side; 8 for Stable Diffusion's
     * @param scale what latents are multiplied by, so that their variance is about 1; 0.18215
     */
    record Latents(int factor, double scale) implements Space {
        /** Checks the ranges. */
        public Latents {
            if (factor < 1 || !(scale > 0) || Double.isInfinite(scale)) {
                throw new IllegalArgumentException(
                        "factor and scale of latents must be positive, not "
                                + factor
                                + " and "
                                + scale);
            }
        }

        /** Stable Diffusion's autoencoder. */
        public static Latents stableDiffusion() {
            return new Latents(8, 0.18215);
        }
    }
}
