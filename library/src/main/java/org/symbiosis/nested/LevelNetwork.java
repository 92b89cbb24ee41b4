package org.symbiosis.nested;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.symbiosis.nn.UVitConfig.FirstWeights;

/**
 * The size of a level's U-ViT; the same at every level.
 *
 * @param dim channels of a token
 * @param depth blocks on both sides of the middle one together, even
 * @param heads attention heads; divides {@code dim}
 * @param firstWeights how large its weights are at first; as published where nothing is named
 */
public record LevelNetwork(
        int dim,
        int depth,
        int heads,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) FirstWeights firstWeights) {
    /** Checks that the numbers fit together. */
    public LevelNetwork {
        firstWeights = firstWeights == null ? FirstWeights.PUBLISHED : firstWeights;
        if (dim < 1 || heads < 1 || dim % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not divide " + dim + " channels");
        }
        if (depth < 0 || depth % 2 != 0) {
            throw new IllegalArgumentException("depth must be even, not " + depth);
        }
    }

    /** The chapter's: 768 channels, 13 blocks, 12 heads. */
    public static LevelNetwork chapter() {
        return new LevelNetwork(768, 12, 12, FirstWeights.PUBLISHED);
    }

    /** For pictures of 32 pixels on a CPU: 128 channels, 5 blocks, 4 heads. */
    public static LevelNetwork small() {
        return new LevelNetwork(128, 4, 4, FirstWeights.BY_FAN);
    }

    /** For minutes and tests: 64 channels, 3 blocks. */
    public static LevelNetwork tiny() {
        return new LevelNetwork(64, 2, 2, FirstWeights.BY_FAN);
    }

    /** The same with more blocks or fewer. */
    public LevelNetwork withDepth(int other) {
        return new LevelNetwork(dim, other, heads, firstWeights);
    }
}
