package org.symbiosis.nested;

import java.util.Map;

/**
 * Which images to draw. Each image has a random stream of its own for each level, so that it is the
 * same in any batch, and one level can be drawn anew alone.
 *
 * @param seed of all levels
 * @param levelSeeds other seeds of single levels, by level
 * @param first number of the first image
 * @param count of the images
 * @param prompts what they are to show
 */
public record SampleRequest(
        long seed, Map<Integer, Long> levelSeeds, long first, int count, Prompts prompts) {
    /** Copies the map. */
    public SampleRequest {
        levelSeeds = Map.copyOf(levelSeeds);
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, not " + count);
        }
    }

    /** The first images of a seed, of no class. */
    public static SampleRequest of(long seed, int count) {
        return new SampleRequest(seed, Map.of(), 0, count, new Prompts.None());
    }

    /** The seed of a level. */
    long seedOf(int level) {
        return levelSeeds.getOrDefault(level, seed);
    }

    /** The same from another seed in these levels: the others stay as they are. */
    public SampleRequest withLevelSeeds(Map<Integer, Long> other) {
        return new SampleRequest(seed, other, first, count, prompts);
    }

    /** The same with prompts. */
    public SampleRequest withPrompts(Prompts other) {
        return new SampleRequest(seed, levelSeeds, first, count, other);
    }

    /**
     * Images of absolute numbers {@code start} and on; those outside the request are drawn as its
     * nearest, to fill a call of the network.
     */
    SampleRequest lanes(long start, int lanes) {
        return new SampleRequest(
                seed, levelSeeds, start, lanes, prompts.rows(rowsOf(start, lanes)));
    }

    /** For each lane the row of the request that it shows. */
    int[] rowsOf(long start, int lanes) {
        int[] rows = new int[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            rows[lane] = (int) Math.max(0, Math.min(count - 1L, start + lane - first));
        }
        return rows;
    }
}
