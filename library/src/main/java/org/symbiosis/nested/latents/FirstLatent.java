package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.randn_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the bottom level generates: {@code z_1}, the image in some form. */
public sealed interface FirstLatent {
    /** The shape of {@code z_1} for images of this side. */
    LatentShape shape(int imageSide);

    /**
     * {@code z_1} as a training step sees it, out of what the cache holds.
     *
     * @param stored what {@link ImageCodec#stored} gave, {@code (B, ...)}
     * @return {@code (B, C, s, s)} in floats; where it is random, from the engine's generator
     */
    Tensor draw(Tensor stored);

    /** {@code z_1} without chance: the mean, where {@link #draw} is random. */
    Tensor mean(Tensor stored);

    /**
     * The pixels themselves in [-1, 1], cached as bytes.
     *
     * @param patch side of a token's patch
     */
    record Pixels(int patch) implements FirstLatent {
        private static final double HALF = 127.5;

        /** Checks the range. */
        public Pixels {
            if (patch < 1) {
                throw new IllegalArgumentException("patch must be at least 1, not " + patch);
            }
        }

        @Override
        public LatentShape shape(int imageSide) {
            return new LatentShape(3, imageSide, patch);
        }

        @Override
        public Tensor draw(Tensor stored) {
            return mean(stored);
        }

        @Override
        public Tensor mean(Tensor stored) {
            return stored.to(ScalarType.Float).div(new Scalar(HALF)).sub(new Scalar(1.0));
        }
    }

    /**
     * Latents of the Stable Diffusion autoencoder, times a factor. The cache holds their means and
     * log-variances; a sample is drawn anew at every step.
     *
     * @param factor brings their variance near 1: 0.18215, or 0.23010 in the U-ViT's COCO recipe
     * @param patch side of a token's patch
     */
    record Vae(double factor, int patch) implements FirstLatent {
        private static final int REDUCTION = 8;
        private static final int CHANNELS = 4;

        /** Checks the ranges. */
        public Vae {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("factor must be positive, not " + factor);
            }
            if (patch < 1) {
                throw new IllegalArgumentException("patch must be at least 1, not " + patch);
            }
        }

        @Override
        public LatentShape shape(int imageSide) {
            if (imageSide % REDUCTION != 0) {
                throw new IllegalArgumentException(
                        "the autoencoder takes sides that are multiples of 8, not " + imageSide);
            }
            return new LatentShape(CHANNELS, imageSide / REDUCTION, patch);
        }

        @Override
        public Tensor draw(Tensor stored) {
            Tensor logvar = stored.narrow(1, CHANNELS, CHANNELS).to(ScalarType.Float);
            Tensor deviation = logvar.mul(new Scalar(0.5)).exp();
            Tensor mean = stored.narrow(1, 0, CHANNELS).to(ScalarType.Float);
            Tensor sample = mean.add(deviation.mul(randn_like(deviation)));
            return sample.mul(new Scalar(factor));
        }

        @Override
        public Tensor mean(Tensor stored) {
            Tensor mean = stored.narrow(1, 0, CHANNELS).to(ScalarType.Float);
            return mean.mul(new Scalar(factor));
        }
    }
}
