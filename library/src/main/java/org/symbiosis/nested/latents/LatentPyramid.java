package org.symbiosis.nested.latents;

import org.symbiosis.pretrained.LatentScale;

/**
 * Which latents an image has, from the most abstract (level L) down to the image itself (level 1).
 *
 * <p>Level l of 2 .. L cuts the image into {@code s x s} crops, {@code s = 2^(L - l)}, and keeps
 * {@code dim / s} channels of each (section 5.3.1; powers of two, as in the shapes listed there).
 *
 * @param levels L, at least 1
 * @param dim channels of the top level
 * @param imageSide side of the prepared image in pixels
 * @param minCrop crops smaller than this are not encoded: their level is pooled from the feature
 *     map of the whole image
 * @param first what level 1 is
 */
public record LatentPyramid(int levels, int dim, int imageSide, int minCrop, FirstLatent first) {
    private static final int CHAPTER = 256;

    /** Where a level's vectors come from. */
    public enum Source {
        /** Each crop is encoded as an image of its own. */
        CROPS,
        /** The patch tokens of the whole image, averaged over the cells of the grid. */
        MAP
    }

    /** Checks that the sides and channels come out even. */
    public LatentPyramid {
        if (levels < 1 || levels > 16) {
            throw new IllegalArgumentException("levels must lie in 1 .. 16, not " + levels);
        }
        if (dim < 1 || imageSide < 1 || minCrop < 1) {
            throw new IllegalArgumentException("dim, imageSide and minCrop must be positive");
        }
        int finest = levels < 2 ? 1 : 1 << (levels - 2);
        if (dim % finest != 0) {
            throw new IllegalArgumentException(
                    dim + " channels do not halve " + (levels - 2) + " times: choose another dim");
        }
        if (imageSide % finest != 0) {
            throw new IllegalArgumentException(
                    "images of " + imageSide + " pixels do not divide into " + finest + " crops");
        }
        first.shape(imageSide);
    }

    /** The chapter's: images of 256 pixels, 256 channels at the top, Stable Diffusion's VAE. */
    public static LatentPyramid chapter(int levels) {
        return new LatentPyramid(
                levels,
                CHAPTER,
                CHAPTER,
                CHAPTER / 4,
                new FirstLatent.Vae(LatentScale.STABLE_DIFFUSION.factor(), 2));
    }

    /** For pictures of 32 pixels: 64 channels at the top, the pixels themselves at the bottom. */
    public static LatentPyramid small(int levels) {
        return new LatentPyramid(levels, 64, 32, 16, new FirstLatent.Pixels(4));
    }

    /**
     * Half the size of the small one: pictures of 16 pixels, in as many patches. Larger ones would
     * hold as much noise as a network of 64 channels has room for.
     */
    public static LatentPyramid tiny(int levels) {
        return new LatentPyramid(levels, 16, 16, 8, new FirstLatent.Pixels(2));
    }

    /** Crops along a side at a level of 2 .. L. */
    public int side(int level) {
        if (level < 2 || level > levels) {
            throw new IllegalArgumentException(
                    "semantic levels are 2 to " + levels + ", not " + level);
        }
        return 1 << (levels - level);
    }

    /** The level whose grid has this side. */
    public int levelOfSide(int side) {
        return levels - Integer.numberOfTrailingZeros(side);
    }

    /** The shape of a level's latent; level 1 is the image. */
    public LatentShape shape(int level) {
        if (level == 1) {
            return first.shape(imageSide);
        }
        int s = side(level);
        return new LatentShape(dim / s, s, s <= 2 ? 1 : 2);
    }

    /** Where the vectors of a level of 2 .. L come from. */
    public Source source(int level) {
        return imageSide / side(level) < minCrop ? Source.MAP : Source.CROPS;
    }

    /** The same with another bottom latent. */
    public LatentPyramid withFirst(FirstLatent other) {
        return new LatentPyramid(levels, dim, imageSide, minCrop, other);
    }

    /** The same with other levels; those with the same distance to the top keep their shape. */
    public LatentPyramid withLevels(int other) {
        return new LatentPyramid(other, dim, imageSide, minCrop, first);
    }
}
