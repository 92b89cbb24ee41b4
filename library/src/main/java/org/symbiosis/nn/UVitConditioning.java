package org.symbiosis.nn;

import java.util.List;

/**
 * What a {@link UVit} is told besides the time.
 *
 * @param labels rows of the table of classes, the last of them for "no class"; 0 without classes
 * @param textTokens states of a text, such as 77; 0 without texts
 * @param textChannels channels of a state of a text
 * @param latents maps that it sees in front of its own patches, the top level first
 */
public record UVitConditioning(int labels, int textTokens, int textChannels, List<Latent> latents) {
    /**
     * A latent of a level above.
     *
     * @param channels of the latent
     * @param side of the latent
     * @param patch side of a patch, which divides {@code side}
     */
    public record Latent(int channels, int side, int patch) {
        /** Checks that the numbers fit together. */
        public Latent {
            if (channels < 1) {
                throw new IllegalArgumentException("channels must be at least 1, not " + channels);
            }
            Grid.of(side, side, patch);
        }

        /** Tokens that it takes. */
        public int tokens() {
            return Grid.of(side, side, patch).size();
        }
    }

    /** Checks the ranges. */
    public UVitConditioning {
        latents = List.copyOf(latents);
        if (labels < 0 || labels == 1) {
            throw new IllegalArgumentException(
                    "labels must be 0, or at least 2 (one class and one for none), not " + labels);
        }
        if (textTokens < 0 || (textTokens > 0 && textChannels < 1)) {
            throw new IllegalArgumentException(
                    textTokens + " text tokens of " + textChannels + " channels");
        }
    }

    /** Nothing. */
    public static UVitConditioning none() {
        return new UVitConditioning(0, 0, 0, List.of());
    }

    /** One of so many classes, or none. */
    public static UVitConditioning classes(int classes) {
        return none().withClasses(classes);
    }

    /** The same with a class besides; 0 for none. */
    public UVitConditioning withClasses(int classes) {
        int rows = classes == 0 ? 0 : classes + 1;
        return new UVitConditioning(rows, textTokens, textChannels, latents);
    }

    /** The same with a text besides. */
    public UVitConditioning withText(int tokens, int channels) {
        return new UVitConditioning(labels, tokens, channels, latents);
    }

    /** The same with other latents. */
    public UVitConditioning withLatents(List<Latent> other) {
        return new UVitConditioning(labels, textTokens, textChannels, other);
    }

    /** The row that stands for no class. */
    public int emptyLabel() {
        return labels - 1;
    }

    /** Number of classes. */
    public int classes() {
        return Math.max(0, labels - 1);
    }

    /** Tokens that all this takes. */
    public int tokens() {
        return (labels > 0 ? 1 : 0) + textTokens + latents.stream().mapToInt(Latent::tokens).sum();
    }
}
