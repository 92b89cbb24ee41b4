package org.symbiosis.diffusion;

import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

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

    /** Latents of a batch of pixels in [-1, 1]; the noise in them is the engine's generator's. */
    default Tensor seen(Batch batch) {
        Tensor images =
                Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
        if (factor() == 1) {
            return encode(images, images);
        }
        long h = batch.height() / factor();
        long w = batch.width() / factor();
        Tensor noise = randn(batch.size(), channels(), h, w);
        try (NoGradGuard g = new NoGradGuard()) {
            return Scope.tidy(() -> encode(images, noise));
        }
    }

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
