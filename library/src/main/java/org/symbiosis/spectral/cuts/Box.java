package org.symbiosis.spectral.cuts;

import org.symbiosis.spectral.regions.Mask;

/**
 * A rectangle in pixels.
 *
 * @param left first column
 * @param top first row
 * @param right column after the last
 * @param bottom row after the last
 */
public record Box(int left, int top, int right, int bottom) {
    /**
     * The smallest rectangle around a mask.
     *
     * @param mask not empty
     * @param patch pixels along a side of one place
     * @param height of the image, which the box does not leave
     * @param width of the image
     */
    public static Box around(Mask mask, int patch, int height, int width) {
        if (mask.isEmpty()) {
            throw new IllegalArgumentException("an empty mask has no box");
        }
        int columns = mask.grid().columns();
        int left = columns;
        int right = 0;
        for (int p : mask.places().stream().toArray()) {
            left = Math.min(left, p % columns);
            right = Math.max(right, p % columns + 1);
        }
        int top = mask.places().nextSetBit(0) / columns;
        int bottom = (mask.places().length() - 1) / columns + 1;
        return new Box(
                left * patch,
                top * patch,
                Math.min(right * patch, width),
                Math.min(bottom * patch, height));
    }
}
