package org.symbiosis.app.relight;

import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.Srgb;

/**
 * What a photograph has over its albedo, in linear light. Row by row, since a large photograph's
 * values fill a good part of the memory.
 */
public final class Shading {
    private static final double FLOOR = 0.01;

    private Shading() {}

    /** Linear values of a picture's row, {@code (width, 3)}. */
    public static void linear(Planes picture, int y, float[] row) {
        int w = picture.width();
        int plane = w * picture.height();
        for (int i = 0; i < 3 * w; i++) {
            row[i] = (float) Srgb.decode(picture.values()[i % 3 * plane + y * w + i / 3]);
        }
    }

    /** Photograph over albedo, the latter at least 0.01: their product is the photograph. */
    public static void of(Planes photo, Planes albedo, int y, float[] row) {
        float[] surface = new float[row.length];
        linear(photo, y, row);
        linear(albedo, y, surface);
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] / Math.max(FLOOR, surface[i]));
        }
    }
}
