package org.symbiosis.pretrained;

import java.util.List;

/**
 * The shape of an autoencoder with a normal distribution over its latents (Rombach et al. 2022).
 *
 * @param channels of the levels, finest first; each level but the last halves the sides
 * @param layers ResNet blocks of a level in the encoder; the decoder has one more
 * @param latent channels of the latents
 * @param groups of the group norms; divides all channels
 * @param image channels of the images
 */
public record AutoencoderKlConfig(
        List<Integer> channels, int layers, int latent, int groups, int image) {
    /** Checks that the numbers fit together. */
    public AutoencoderKlConfig {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || layers < 1 || latent < 1 || groups < 1 || image < 1) {
            throw new IllegalArgumentException(
                    "channels, layers, latent, groups and image must be positive");
        }
        for (int c : channels) {
            if (c < 1 || c % groups != 0) {
                throw new IllegalArgumentException(
                        c + " channels are no multiple of " + groups + " groups");
            }
        }
    }

    /** Stable Diffusion 1: 4 channels at an eighth of the side. */
    public static AutoencoderKlConfig stableDiffusion() {
        return new AutoencoderKlConfig(List.of(128, 256, 512, 512), 2, 4, 32, 3);
    }

    /** Sides of an image over sides of its latents. */
    public int factor() {
        return 1 << (channels.size() - 1);
    }

    /** Channels of the coarsest level. */
    int coarsest() {
        return channels.get(channels.size() - 1);
    }

    /** A ResNet block of this autoencoder. */
    ResNetBlock block(int in, int out) {
        return ResNetBlock.timeless(new ResNetBlock.Shape(in, out, groups, EPS));
    }

    /** Added to the variance by every norm. */
    static final double EPS = 1e-6;
}
