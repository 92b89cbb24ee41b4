package org.symbiosis.nested.latents;

import org.symbiosis.nn.Grid;

/**
 * The shape of one level's latent, and how it is cut into tokens.
 *
 * @param channels of the latent
 * @param side of its square grid
 * @param patch side of the patch that becomes one token; divides {@code side}
 */
public record LatentShape(int channels, int side, int patch) {
    /** Checks that the patch divides the side. */
    public LatentShape {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        Grid.of(side, side, patch);
    }

    /** Tokens that the latent becomes. */
    public int tokens() {
        return (side / patch) * (side / patch);
    }

    /** Numbers in the latent. */
    public int values() {
        return channels * side * side;
    }

    /** The shape of a batch: {@code (B, channels, side, side)}. */
    public long[] batch(long B) {
        return new long[] {B, channels, side, side};
    }

    /** As people read it, such as {@code 256 x 1 x 1}. */
    public String words() {
        return channels + " x " + side + " x " + side;
    }
}
