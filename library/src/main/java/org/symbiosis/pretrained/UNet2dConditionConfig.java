package org.symbiosis.pretrained;

import java.util.List;

/**
 * The shape of Stable Diffusion 1's denoiser.
 *
 * <p>Every level but the last has attention; each halves the sides but the last.
 *
 * @param channels of the levels, finest first
 * @param layers ResNet blocks of a level on the way down; one more on the way up
 * @param heads of every attention; divides all channels
 * @param text channels of the text's states
 * @param groups of the group norms; divides all channels
 * @param latent channels of the latents
 */
public record UNet2dConditionConfig(
        List<Integer> channels, int layers, int heads, int text, int groups, int latent) {
    /** Checks that the numbers fit together. */
    public UNet2dConditionConfig {
        channels = List.copyOf(channels);
        if (channels.size() < 2) {
            throw new IllegalArgumentException("two levels at least, not " + channels);
        }
        if (layers < 1 || heads < 1 || text < 1 || groups < 1 || latent < 1) {
            throw new IllegalArgumentException(
                    "layers, heads, text, groups and latent must be positive");
        }
        for (int c : channels) {
            if (c < 1 || c % groups != 0 || c % heads != 0) {
                throw new IllegalArgumentException(
                        c
                                + " channels are no multiple of "
                                + groups
                                + " groups and "
                                + heads
                                + " heads");
            }
        }
        if (channels.get(0) % 2 != 0) {
            throw new IllegalArgumentException(
                    "an even number of first channels, not " + channels.get(0));
        }
    }

    /** Stable Diffusion 1.4: {@code CompVis/stable-diffusion-v1-4}. */
    public static UNet2dConditionConfig stableDiffusion() {
        return new UNet2dConditionConfig(List.of(320, 640, 1280, 1280), 2, 8, 768, 32, 4);
    }

    /** Sides of the latents are multiples of this. */
    public int factor() {
        return 1 << (channels.size() - 1);
    }

    /** Channels of the embedding of the time. */
    int time() {
        return 4 * channels.get(0);
    }

    /** Channels of a level, counted from the finest, or of the nearest that there is. */
    int level(int l) {
        return channels.get(Math.max(0, Math.min(l, channels.size() - 1)));
    }

    /** A ResNet block of this network. */
    ResNetBlock block(int in, int out) {
        return ResNetBlock.timed(new ResNetBlock.Shape(in, out, groups, 1e-5), time());
    }
}
