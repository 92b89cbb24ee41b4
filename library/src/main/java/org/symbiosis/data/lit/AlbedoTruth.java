package org.symbiosis.data.lit;

/**
 * What share of the light a scene's surfaces send back. Arrays are row-major from the top left, and
 * the record's own: do not change them.
 *
 * @param width in pixels
 * @param height in pixels
 * @param linear reflectance, {@code (height, width, 3)}; up to one factor where it was measured
 * @param valid whether the albedo of a pixel is known, {@code (height, width)}
 */
@SuppressWarnings("ArrayRecordComponent")
public record AlbedoTruth(int width, int height, float[] linear, boolean[] valid) {
    /** Checks the sizes. */
    public AlbedoTruth {
        if (linear.length != 3 * width * height || valid.length != width * height) {
            throw new IllegalArgumentException(
                    "the arrays do not fill " + width + " x " + height + " pixels");
        }
    }
}
