package org.symbiosis.eval.intrinsic;

/**
 * How near a picture comes to another.
 *
 * @param rmse root of the mean square difference on [-1, 1], twice that on [0, 1]
 * @param ssim structural similarity: 7 x 7 uniform windows inside the picture, sample covariances,
 *     range 2 (Wang et al. 2004, as scikit-image has it)
 */
public record Similarity(double rmse, double ssim) {
    private static final int WINDOW = 7;
    private static final double C1 = 0.02 * 0.02;
    private static final double C2 = 0.06 * 0.06;

    /**
     * Compares pictures in [-1, 1], {@code (3, height, width)}, each side at least 7.
     *
     * @param correction of {@code x}'s colours
     */
    public static Similarity of(
            float[] x, float[] y, int width, int height, Correction correction) {
        int pixels = width * height;
        if (x.length != 3 * pixels || y.length != 3 * pixels) {
            throw new IllegalArgumentException(
                    "the pictures do not fill 3 x " + height + " x " + width);
        }
        if (width < WINDOW || height < WINDOW) {
            throw new IllegalArgumentException(
                    "structural similarity needs 7 x 7 pixels, not " + width + " x " + height);
        }
        double squares = 0;
        double ssim = 0;
        for (int c = 0; c < 3; c++) {
            double[] target = channel(y, c, pixels);
            double[] own = correction.channel(channel(x, c, pixels), target);
            for (int i = 0; i < pixels; i++) {
                double d = own[i] - target[i];
                squares += d * d;
            }
            ssim += ssim(own, target, width, height) / 3;
        }
        return new Similarity(Math.sqrt(squares / (3.0 * pixels)), ssim);
    }

    private static double[] channel(float[] planes, int c, int pixels) {
        double[] out = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            out[i] = planes[c * pixels + i];
        }
        return out;
    }

    private static double ssim(double[] x, double[] y, int width, int height) {
        double[][] sums = new double[5][];
        double[][] terms = {x, y, product(x, x), product(y, y), product(x, y)};
        for (int k = 0; k < 5; k++) {
            sums[k] = windows(terms[k], width, height);
        }
        double n = WINDOW * WINDOW;
        double sample = n / (n - 1);
        double total = 0;
        for (int i = 0; i < sums[0].length; i++) {
            double ux = sums[0][i] / n;
            double uy = sums[1][i] / n;
            double vx = sample * (sums[2][i] / n - ux * ux);
            double vy = sample * (sums[3][i] / n - uy * uy);
            double vxy = sample * (sums[4][i] / n - ux * uy);
            total +=
                    (2 * ux * uy + C1)
                            * (2 * vxy + C2)
                            / ((ux * ux + uy * uy + C1) * (vx + vy + C2));
        }
        return total / sums[0].length;
    }

    private static double[] product(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = a[i] * b[i];
        }
        return out;
    }

    /** Sums over all windows that lie inside: {@code (height - 6, width - 6)}. */
    private static double[] windows(double[] v, int width, int height) {
        int across = width - WINDOW + 1;
        int down = height - WINDOW + 1;
        double[] rows = new double[height * across];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < across; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += v[y * width + x + k];
                }
                rows[y * across + x] = sum;
            }
        }
        double[] out = new double[down * across];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += rows[(y + k) * across + x];
                }
                out[y * across + x] = sum;
            }
        }
        return out;
    }
}
