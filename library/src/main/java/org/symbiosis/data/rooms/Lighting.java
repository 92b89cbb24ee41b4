package org.symbiosis.data.rooms;

/** One light in one scene: shades points. Not shared between threads. */
final class Lighting {
    private static final double NEAREST = .04;
    private static final double AMBIENT = .025;
    private static final double HIGHLIGHT = 1.5;
    private static final int POINTS_PER_SUBSAMPLE = Light.POINTS / 4;
    private static final double[] LIT_SHADE = {2.2, 1.8, 1.1};

    private final Light light;
    private final double[] radiosity;
    private final double[] ambient;
    private final double[] intensity;
    private final Visibility visibility;

    /**
     * A light ready to shade.
     *
     * @param radiosity what each patch of the room gives off under it, (20, 3)
     */
    Lighting(Light light, double[] radiosity, Visibility visibility) {
        this.light = light;
        this.radiosity = radiosity;
        this.visibility = visibility;
        this.intensity = array(light.intensity());
        this.ambient = array(light.slot().tint().rgb().times(AMBIENT));
    }

    private static double[] array(Vec v) {
        return new double[] {v.x(), v.y(), v.z()};
    }

    /**
     * Writes the radiance that a point sends to the viewer.
     *
     * @param subsample 0 .. 3, which points of the light it asks
     * @param factors share of each patch in what the point sees
     * @param out receives red, green and blue from {@code at} on
     */
    void shade(SurfacePoint p, int subsample, double[] factors, float[] out, int at) {
        if (p.material.isShade() && light.slot().number() == LightSlot.LUMINAIRE) {
            for (int c = 0; c < 3; c++) {
                out[at + c] = (float) LIT_SHADE[c];
            }
            return;
        }
        double[] points = light.points();
        double direct = 0;
        double highlight = 0;
        for (int k = 0; k < POINTS_PER_SUBSAMPLE; k++) {
            int i = 3 * (subsample + 4 * k);
            double e = visibility.irradiance(p, points[i], points[i + 1], points[i + 2], NEAREST);
            direct += e;
            if (e > 0 && p.material.gloss() > 0) {
                highlight += HIGHLIGHT * p.material.gloss() * visibility.highlight(p);
            }
        }
        for (int c = 0; c < 3; c++) {
            double indirect = (bounced(factors, c) + ambient[c]) * p.openness;
            double e = direct / POINTS_PER_SUBSAMPLE * intensity[c];
            double mirrored = highlight / POINTS_PER_SUBSAMPLE * intensity[c];
            out[at + c] = (float) (p.albedo[c] * (e + indirect) + mirrored);
        }
    }

    private double bounced(double[] factors, int c) {
        double sum = 0;
        for (int i = 0; i < Patches.COUNT; i++) {
            sum += factors[i] * radiosity[3 * i + c];
        }
        return sum;
    }
}
