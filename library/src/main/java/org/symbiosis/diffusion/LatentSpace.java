package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/** What a diffusion model works on instead of pixels, and the way back to pixels. */
public interface LatentSpace {
    /** Channels of a latent. */
    int channels();

    /** Pixels for one place of a latent, along a side. */
    int factor();

    /**
     * Latents of images, scaled to about unit variance.
     *
     * @param images {@code (B, 3, H, W)} in [-1, 1]
     * @param noise standard normal, {@code (B, channels, H / factor, W / factor)}
     */
    Tensor encode(Tensor images, Tensor noise);

    /** Images in about [-1, 1] of scaled latents. */
    Tensor decode(Tensor latents);

    /** The pixels themselves. */
    static LatentSpace pixels() {
        return new LatentSpace() {
            @Override
            public int channels() {
                return 3;
            }

            @Override
            public int factor() {
                return 1;
            }

            @Override
            public Tensor encode(Tensor images, Tensor noise) {
                return images;
            }

            @Override
            public Tensor decode(Tensor latents) {
                return latents;
            }
        };
    }
}
