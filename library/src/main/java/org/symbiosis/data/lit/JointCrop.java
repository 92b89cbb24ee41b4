package org.symbiosis.data.lit;

import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;

/**
 * The same random rectangle, flipped alike, out of pictures that belong together, sampled to a
 * square.
 *
 * @param side of the square in pixels
 * @param minScale least share of the area, in (0, 1]
 * @param maxScale largest share of the area, in (0, 1]
 * @param flip probability of exchanging left and right
 */
public record JointCrop(int side, double minScale, double maxScale, double flip) {
    private static final int TRIES = 10;
    private static final double LOG_ASPECT = StrictMath.log(4 / 3.0);

    /** Checks the ranges. */
    public JointCrop {
        if (side < 1) {
            throw new IllegalArgumentException("side must be positive, not " + side);
        }
        if (!(minScale > 0 && minScale <= maxScale && maxScale <= 1)) {
            throw new IllegalArgumentException(
                    "minScale and maxScale must satisfy 0 < minScale <= maxScale <= 1");
        }
        if (!(flip >= 0 && flip <= 1)) {
            throw new IllegalArgumentException("flip must lie in [0, 1], not " + flip);
        }
    }

    /** The authors': a fifth of the area to all of it, flipped half of the time. */
    public static JointCrop usual(int side) {
        return new JointCrop(side, 0.2, 1, 0.5);
    }

    /** The same for another side. */
    public JointCrop withSide(int other) {
        return new JointCrop(other, minScale, maxScale, flip);
    }

    /** Draws a rectangle for pictures of this size. */
    public Window draw(int width, int height, SplitMix random) {
        for (int i = 0; i < TRIES; i++) {
            double area = (double) width * height * random.u(minScale, maxScale);
            double aspect = StrictMath.exp(random.u(-LOG_ASPECT, LOG_ASPECT));
            int w = (int) Math.round(Math.sqrt(area * aspect));
            int h = (int) Math.round(Math.sqrt(area / aspect));
            if (w > 0 && h > 0 && w <= width && h <= height) {
                int top = random.below(height - h + 1);
                int left = random.below(width - w + 1);
                return new Window(left, top, w, h, random.chance(flip));
            }
        }
        double aspect = Math.max(3 / 4.0, Math.min(4 / 3.0, (double) width / height));
        int w = Math.max(1, Math.min(width, (int) Math.round(height * aspect)));
        int h = Math.max(1, Math.min(height, (int) Math.round(width / aspect)));
        return new Window((width - w) / 2, (height - h) / 2, w, h, random.chance(flip));
    }

    /**
     * A rectangle of a picture.
     *
     * @param isFlipped whether left and right are exchanged
     */
    public record Window(int left, int top, int width, int height, boolean isFlipped) {
        /**
         * Where the window lies in a picture, as factor and shift of coordinates in [-1, 1]: {@code
         * {ax, tx, ay, ty}}.
         */
        double[] affine(int pictureWidth, int pictureHeight) {
            double ax = scale(width, pictureWidth);
            return new double[] {
                isFlipped ? -ax : ax,
                shift(left, width, pictureWidth),
                scale(height, pictureHeight),
                shift(top, height, pictureHeight)
            };
        }

        private static double scale(int length, int side) {
            return length / Math.max(1.0, side - 1);
        }

        private static double shift(int from, int length, int side) {
            return (2.0 * from + length - side + 1) / Math.max(1.0, side - 1);
        }
    }

    /**
     * The window of a picture, sampled to the square bilinearly. It does not smooth: pictures much
     * larger than the square are to be made smaller first.
     *
     * @param outside what lies beyond the border; pixels next to it are mixed with it
     */
    public Planes sample(Planes picture, Window window, float outside) {
        double[] a = window.affine(picture.width(), picture.height());
        int w = picture.width();
        int h = picture.height();
        float[] out = new float[3 * side * side];
        for (int y = 0; y < side; y++) {
            double v = place(y, a[2], a[3], h);
            for (int x = 0; x < side; x++) {
                double u = place(x, a[0], a[1], w);
                for (int c = 0; c < 3; c++) {
                    out[(c * side + y) * side + x] = bilinear(picture, c * w * h, u, v, outside);
                }
            }
        }
        return new Planes(side, side, out);
    }

    /** Where pixel {@code i} of the square lies along a side of the picture, in pixels. */
    private double place(int i, double factor, double shift, int length) {
        double centre = (2 * i + 1.0) / side - 1;
        return ((factor * centre + shift + 1) * length - 1) / 2;
    }

    private static float bilinear(Planes picture, int plane, double u, double v, float outside) {
        int x = (int) Math.floor(u);
        int y = (int) Math.floor(v);
        double fx = u - x;
        double fy = v - y;
        return (float)
                ((1 - fy)
                                * ((1 - fx) * at(picture, plane, x, y, outside)
                                        + fx * at(picture, plane, x + 1, y, outside))
                        + fy
                                * ((1 - fx) * at(picture, plane, x, y + 1, outside)
                                        + fx * at(picture, plane, x + 1, y + 1, outside)));
    }

    private static double at(Planes picture, int plane, int x, int y, float outside) {
        boolean isInside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
        return isInside ? picture.values()[plane + y * picture.width() + x] : outside;
    }
}
