package org.symbiosis.data;

/**
 * Operations that move an image away from a poorer version of itself: {@code poor + factor (image -
 * poor)}, cut to [0, 1]. Factor 0 gives the poor version, 1 the image, 2 exaggerates.
 */
final class Blends {
    private static final int NEIGHBOURS = 8;
    private static final float CENTRE = 5;

    private Blends() {}

    /** Against grey: saturation. */
    static Planes colour(Planes image, double factor) {
        float[] grey = grey(image);
        return blend(image, factor, (c, i) -> grey[i]);
    }

    /** Against the mean grey. */
    static Planes contrast(Planes image, double factor) {
        double sum = 0;
        for (float g : grey(image)) {
            sum += g;
        }
        float mean = (float) (sum / (image.width() * image.height()));
        return blend(image, factor, (c, i) -> mean);
    }

    /** Against black. */
    static Planes brightness(Planes image, double factor) {
        return blend(image, factor, (c, i) -> 0);
    }

    /** Against a smooth version; the outermost pixels stay as they are. */
    static Planes sharpness(Planes image, double factor) {
        return blend(image, factor, (c, i) -> smooth(image, c, i));
    }

    /** The poor version: its value in a channel, at a place within the plane. */
    private interface Poor {
        float at(int channel, int place);
    }

    private static Planes blend(Planes image, double factor, Poor poor) {
        int plane = image.width() * image.height();
        float[] out = new float[3 * plane];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane; i++) {
                float from = poor.at(c, i);
                double v = from + factor * (image.values()[c * plane + i] - from);
                out[c * plane + i] = (float) Math.max(0, Math.min(1, v));
            }
        }
        return new Planes(image.width(), image.height(), out);
    }

    /** Luma after ITU-R 601. */
    private static float[] grey(Planes image) {
        int plane = image.width() * image.height();
        float[] v = image.values();
        float[] grey = new float[plane];
        for (int i = 0; i < plane; i++) {
            grey[i] = 0.299f * v[i] + 0.587f * v[plane + i] + 0.114f * v[2 * plane + i];
        }
        return grey;
    }

    private static float smooth(Planes image, int channel, int place) {
        int w = image.width();
        int h = image.height();
        int x = place % w;
        int y = place / w;
        int at = channel * w * h + place;
        float centre = image.values()[at];
        if (x == 0 || y == 0 || x == w - 1 || y == h - 1) {
            return centre;
        }
        float sum = (CENTRE - 1) * centre;
        for (int dy = -w; dy <= w; dy += w) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += image.values()[at + dy + dx];
            }
        }
        return sum / (CENTRE + NEIGHBOURS);
    }
}
