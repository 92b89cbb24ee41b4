package org.symbiosis.nn;

/**
 * A vision transformer: its images, its blocks, its positions, its end.
 *
 * @param height of the images in pixels, a multiple of {@code patch}
 * @param width of the images in pixels, a multiple of {@code patch}
 * @param channels of the images
 * @param patch side of a patch in pixels
 * @param blocks the transformer
 * @param positions fixed or learnt
 * @param end what follows the last block
 * @param registers learnt tokens between the class token and the patches, without positions
 * @param regridding how positions are fitted to images of another size
 */
public record VisionTransformerConfig(
        int height,
        int width,
        int channels,
        int patch,
        TransformerConfig blocks,
        Positions.Kind positions,
        End end,
        int registers,
        Regridding regridding) {
    /** What follows the last block. */
    public enum End {
        /** A layer norm, named {@code norm}. */
        NORM,
        /** Nothing: the last block's raw output is the representation. */
        RAW
    }

    /** Checks that the numbers fit together. */
    public VisionTransformerConfig {
        Grid.of(height, width, patch);
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        if (registers < 0) {
            throw new IllegalArgumentException("there cannot be " + registers + " registers");
        }
    }

    /** Without registers; positions are fitted to other sizes as DINO does. */
    public VisionTransformerConfig(
            int height,
            int width,
            int channels,
            int patch,
            TransformerConfig blocks,
            Positions.Kind positions,
            End end) {
        this(height, width, channels, patch, blocks, positions, end, 0, Regridding.ByFactor.DINO);
    }

    /** The grid of patches of an image of the configured size. */
    public Grid grid() {
        return Grid.of(height, width, patch);
    }
}
