package org.symbiosis.nn;

/**
 * An image cut into square patches: rows by columns, row-major.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 */
public record Grid(int rows, int columns) {
    /** Checks that there is at least one patch. */
    public Grid {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a grid of " + rows + " x " + columns);
        }
    }

    /**
     * The grid of an image.
     *
     * @throws IllegalArgumentException when the patch does not divide the image
     */
    public static Grid of(long height, long width, int patch) {
        if (patch < 1 || height < patch || height % patch != 0 || width % patch != 0) {
            throw new IllegalArgumentException(
                    "patch size "
                            + patch
                            + " does not divide image size "
                            + height
                            + " x "
                            + width
                            + ": crop to a multiple of "
                            + patch
                            + ", or use another patch size");
        }
        return new Grid((int) (height / patch), (int) (width / patch));
    }

    /** Number of patches. */
    public int size() {
        return rows * columns;
    }
}
