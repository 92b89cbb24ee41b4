package org.symbiosis.data;

/**
 * Where a pixel of the result comes from: {@code x = a x' + b y' + c}, {@code y = d x' + e y' + f},
 * with pixel centres at halves.
 *
 * <p>Values between pixels are bicubic (a = -1, as the Python Imaging Library's geometry has it);
 * the image's edge is continued, and what lies outside gets a colour of its own.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
    /** Shifts each row in proportion to its height in the image. */
    static Affine shearX(double factor) {
        return new Affine(1, factor, 0, 0, 1, 0);
    }

    /** Shifts each column in proportion to its place in the image. */
    static Affine shearY(double factor) {
        return new Affine(1, 0, 0, factor, 1, 0);
    }

    /** Shifts by whole or broken pixels. */
    static Affine translate(double dx, double dy) {
        return new Affine(1, 0, dx, 0, 1, dy);
    }

    /** Turns about the middle of an image, counter-clockwise. */
    static Affine rotate(double degrees, int width, int height) {
        double angle = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double x = width / 2.0;
        double y = height / 2.0;
        return new Affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y);
    }

    /**
     * Applies the map to an image.
     *
     * @param border three values for what lies outside
     */
    Planes apply(Planes image, float[] border) {
        int w = image.width();
        int h = image.height();
        float[] out = new float[3 * w * h];
        for (int row = 0; row < h; row++) {
            for (int column = 0; column < w; column++) {
                double x = a * (column + 0.5) + b * (row + 0.5) + c;
                double y = d * (column + 0.5) + e * (row + 0.5) + f;
                boolean isInside = x >= 0 && x < w && y >= 0 && y < h;
                for (int channel = 0; channel < 3; channel++) {
                    out[(channel * h + row) * w + column] =
                            isInside ? bicubic(image, channel, x - 0.5, y - 0.5) : border[channel];
                }
            }
        }
        return new Planes(w, h, out);
    }

    private static float bicubic(Planes image, int channel, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double[] rows = new double[4];
        double[] values = new double[4];
        for (int i = 0; i < 4; i++) {
            int line = channel * image.height() + within(top - 1 + i, image.height());
            for (int k = 0; k < 4; k++) {
                int column = within(left - 1 + k, image.width());
                values[k] = image.values()[line * image.width() + column];
            }
            rows[i] = cubic(values, x - left);
        }
        return (float) Math.max(0, Math.min(1, cubic(rows, y - top)));
    }

    private static int within(int i, int size) {
        return Math.max(0, Math.min(size - 1, i));
    }

    /** The cubic through the two middle values whose slopes there are those of their neighbours. */
    private static double cubic(double[] v, double t) {
        double slope = v[2] - v[0];
        double square = 2 * (v[0] - v[1]) + v[2] - v[3];
        double cube = -v[0] + v[1] - v[2] + v[3];
        return v[1] + t * (slope + t * (square + t * cube));
    }
}
