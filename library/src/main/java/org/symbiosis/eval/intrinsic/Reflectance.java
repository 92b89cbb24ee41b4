package org.symbiosis.eval.intrinsic;

import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.LightnessJudgements.Place;
import org.symbiosis.data.lit.Srgb;

/**
 * A guess of a picture's albedo.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code (height, width, 3)}, not negative
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reflectance(int width, int height, double[] rgb) {
    private static final double LEAST = 1e-10;

    /** Checks the size. */
    public Reflectance {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    "the values do not fill " + height + " x " + width + " x 3");
        }
    }

    /** A picture taken as it is. */
    public static Reflectance of(Planes picture) {
        int pixels = picture.width() * picture.height();
        double[] rgb = new double[3 * pixels];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < pixels; i++) {
                rgb[3 * i + c] = picture.values()[c * pixels + i];
            }
        }
        return new Reflectance(picture.width(), picture.height(), rgb);
    }

    /** The same, its sRGB values made linear. */
    public Reflectance decoded() {
        double[] linear = new double[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            linear[i] = Srgb.decode(rgb[i]);
        }
        return new Reflectance(width, height, linear);
    }

    /** Mean of red, green and blue at a place, at least 1e-10. */
    double lightness(Place place) {
        int row = (int) (place.y() * height);
        int column = (int) (place.x() * width);
        int at = 3 * (row * width + column);
        return Math.max(LEAST, (rgb[at] + rgb[at + 1] + rgb[at + 2]) / 3);
    }
}
