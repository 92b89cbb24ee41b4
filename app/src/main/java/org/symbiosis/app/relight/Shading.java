package org.symbiosis.app.relight;

import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.Srgb;

/** What a photograph has over its albedo, in linear light. */
public final class Shading {
    private static final double FLOOR = 0.01;

    private Shading() {}

    /** A picture's linear values, {@code (height, width, 3)}. */
    public static float[] linear(Planes picture) {
        int pixels = picture.width() * picture.height();
        float[] out = new float[3 * pixels];
        for (int i = 0; i < out.length; i++) {
            out[i % pixels * 3 + i / pixels] = (float) Srgb.decode(picture.values()[i]);
        }
        return out;
    }

    /** Photograph over albedo, the latter at least 0.01: their product is the photograph. */
    public static float[] of(Planes photo, Planes albedo) {
        float[] light = linear(photo);
        float[] surface = linear(albedo);
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) (light[i] / Math.max(FLOOR, surface[i]));
        }
        return light;
    }
}
