package org.symbiosis.intrinsics.flatten;

import org.symbiosis.intrinsics.flatten.FlattenConfig.Edges;

/**
 * Each pixel with the 35 others of the 6 x 6 window that begins at it, and how strongly both are
 * held together. Pairs that reach over the border have weight 0.
 */
final class LocalPairs {
    static final int REACH = 5;
    static final int COUNT = (REACH + 1) * (REACH + 1) - 1;

    private static final double ETA = 15;

    private final int width;
    private final int height;
    private final float[] weights; // (35, height, width)

    LocalPairs(ByteImage picture, ByteImage lab, FlattenConfig config) {
        this.width = lab.width();
        this.height = lab.height();
        this.weights = new float[COUNT * lab.pixels()];
        double[] sobel = config.edges() == Edges.KEPT ? sobel(picture) : null;
        for (int k = 0; k < COUNT; k++) {
            for (int r = 0; r + down(k) < height; r++) {
                for (int c = 0; c + right(k) < width; c++) {
                    double bracket = bracket(lab, config, r, c, k);
                    if (sobel != null) {
                        bracket = Math.max(bracket, ETA * edge(sobel, r, c, k));
                    }
                    weights[index(k, r, c)] = (float) Math.exp(-0.5 * bracket);
                }
            }
        }
    }

    /** Rows between the two pixels of the k-th pair. */
    static int down(int k) {
        return (k + 1) / (REACH + 1);
    }

    /** Columns between them. */
    static int right(int k) {
        return (k + 1) % (REACH + 1);
    }

    private int index(int k, int r, int c) {
        return (k * height + r) * width + c;
    }

    float weight(int k, int pixel) {
        return weights[k * width * height + pixel];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    private double bracket(ByteImage lab, FlattenConfig config, int r, int c, int k) {
        int i = 3 * (r * width + c);
        int j = 3 * ((r + down(k)) * width + c + right(k));
        double[] v = lab.values();
        double l = config.lightness() * (v[i] - v[j]) / 100;
        double a = config.colour() * (v[i + 1] - v[j + 1]) / 220;
        double b = config.colour() * (v[i + 2] - v[j + 2]) / 220;
        return l * l + a * a + b * b;
    }

    /** The largest slope on the line from the first pixel to the second, which is left out. */
    private double edge(double[] sobel, int r, int c, int k) {
        int steps = Math.max(down(k), right(k));
        double most = 0;
        for (int s = 0; s < steps; s++) {
            int row = r + nearest(down(k) * s, steps);
            int column = c + nearest(right(k) * s, steps);
            most = Math.max(most, sobel[row * width + column]);
        }
        return most;
    }

    /** The whole number next to a share; of two, the smaller. */
    private static int nearest(int over, int under) {
        return (2 * over + under - 1) / (2 * under);
    }

    /** Magnitude of Sobel's slopes of the channels' mean on [0, 1]; zeros beyond the border. */
    private static double[] sobel(ByteImage picture) {
        int w = picture.width();
        int h = picture.height();
        double[] grey = new double[(w + 2) * (h + 2)];
        for (int i = 0; i < w * h; i++) {
            double[] v = picture.values();
            grey[(i / w + 1) * (w + 2) + i % w + 1] =
                    (v[3 * i] + v[3 * i + 1] + v[3 * i + 2]) / (3 * 255);
        }
        double[] out = new double[w * h];
        for (int i = 0; i < out.length; i++) {
            int at = (i / w + 1) * (w + 2) + i % w + 1;
            out[i] = Math.hypot(slope(grey, at, 1, w + 2), slope(grey, at, w + 2, 1));
        }
        return out;
    }

    private static double slope(double[] v, int at, int along, int across) {
        double sum = 0;
        for (int k = -1; k <= 1; k++) {
            int share = k == 0 ? 2 : 1;
            sum += share * (v[at + along + k * across] - v[at - along + k * across]);
        }
        return sum;
    }
}
