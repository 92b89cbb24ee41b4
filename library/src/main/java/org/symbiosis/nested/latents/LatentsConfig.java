package org.symbiosis.nested.latents;

/**
 * How latents are computed and kept.
 *
 * @param pyramid the levels
 * @param reduction how channels are reduced
 * @param fitVectors a reduction is fitted to at least so many vectors, and to twenty for each
 *     channel; to all when there are fewer
 * @param flips whether mirrored images are kept besides
 * @param storage number format of the latents on disk
 * @param shardImages images in one file
 */
public record LatentsConfig(
        LatentPyramid pyramid,
        Reduction reduction,
        int fitVectors,
        Flips flips,
        Storage storage,
        int shardImages) {
    private static final int FIT_VECTORS = 50_000;
    private static final int SHARD_IMAGES = 2_000;
    private static final int VECTORS_PER_CHANNEL = 20;

    /** Whether mirrored images are kept besides. */
    public enum Flips {
        /** Each image and its mirror image. */
        BOTH,
        /** Each image only. */
        NONE
    }

    /** Number format of the latents on disk. */
    public enum Storage {
        /** 16 bits. */
        HALF,
        /** 32 bits. */
        FLOAT
    }

    /** Checks the ranges. */
    public LatentsConfig {
        if (fitVectors < 1 || shardImages < 1) {
            throw new IllegalArgumentException("fitVectors and shardImages must be at least 1");
        }
    }

    /** The chapter's way for a pyramid. */
    public static LatentsConfig of(LatentPyramid pyramid) {
        return new LatentsConfig(
                pyramid, Reduction.standard(), FIT_VECTORS, Flips.BOTH, Storage.HALF, SHARD_IMAGES);
    }

    /** Versions of each image that are kept: 1 or 2. */
    public int views() {
        return flips == Flips.BOTH ? 2 : 1;
    }

    /** Images out of {@code all} that the reduction of a level is fitted to. */
    int fitImages(int level, int channels, int all) {
        long vectors = Math.max(fitVectors, (long) VECTORS_PER_CHANNEL * channels);
        long cells = (long) pyramid.side(level) * pyramid.side(level);
        return (int) Math.min(all, (vectors + cells - 1) / cells);
    }
}
