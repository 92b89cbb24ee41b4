package org.symbiosis.nested;

/**
 * The size of a level's U-ViT; the same at every level.
 *
 * @param dim channels of a token
 * @param depth blocks on both sides of the middle one together, even
 * @param heads attention heads; divides {@code dim}
 */
public record LevelNetwork(int dim, int depth, int heads) {
    /** Checks that the numbers fit together. */
    public LevelNetwork {
        if (dim < 1 || heads < 1 || dim % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not divide " + dim + " channels");
        }
        if (depth < 0 || depth % 2 != 0) {
            throw new IllegalArgumentException("depth must be even, not " + depth);
        }
    }

    /** The chapter's: 768 channels, 13 blocks, 12 heads. */
    public static LevelNetwork chapter() {
        return new LevelNetwork(768, 12, 12);
    }

    /** For pictures of 32 pixels on a CPU: 128 channels, 5 blocks, 4 heads. */
    public static LevelNetwork small() {
        return new LevelNetwork(128, 4, 4);
    }

    /** For tests. */
    public static LevelNetwork tiny() {
        return new LevelNetwork(64, 2, 2);
    }
}
