package org.symbiosis.data;

/**
 * Antialiased resizing as the Python Imaging Library does it: the kernel widens with the reduction,
 * rows and columns are done apart, and values stay in [0, 1].
 */
public enum Resampling {
    /** Triangle kernel. */
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    /** Keys's cubic with a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double x) {
            double a = -0.5;
            double t = Math.abs(x);
            if (t < 1) {
                return ((a + 2) * t - (a + 3)) * t * t + 1;
            }
            return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
        }
    };

    private final double support;

    Resampling(double support) {
        this.support = support;
    }

    abstract double weight(double x);

    /** Resizes to {@code width x height}; the very same image when it has that size. */
    public Planes resize(Planes image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        Kernel columns = new Kernel(image.width(), width);
        Kernel rows = new Kernel(image.height(), height);
        float[] across = new float[3 * image.height() * width];
        for (int line = 0; line < 3 * image.height(); line++) {
            for (int x = 0; x < width; x++) {
                across[line * width + x] = columns.sum(image.values(), line * image.width(), 1, x);
            }
        }
        float[] out = new float[3 * height * width];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float v = rows.sum(across, c * image.height() * width + x, width, y);
                    out[(c * height + y) * width + x] = Math.max(0, Math.min(1, v));
                }
            }
        }
        return new Planes(width, height, out);
    }

    /** For each output place the first input place and the weights from there on. */
    private final class Kernel {
        private final int[] first;
        private final double[][] weights;

        Kernel(int in, int out) {
            first = new int[out];
            weights = new double[out][];
            double scale = (double) in / out;
            double stretch = Math.max(1, scale);
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                int low = Math.max(0, (int) (centre - support * stretch + 0.5));
                int high = Math.min(in, (int) (centre + support * stretch + 0.5));
                double[] w = new double[high - low];
                double total = 0;
                for (int k = 0; k < w.length; k++) {
                    w[k] = weight((low + k - centre + 0.5) / stretch);
                    total += w[k];
                }
                for (int k = 0; k < w.length; k++) {
                    w[k] /= total;
                }
                first[i] = low;
                weights[i] = w;
            }
        }

        float sum(float[] values, int start, int stride, int i) {
            double sum = 0;
            int at = start + first[i] * stride;
            for (double w : weights[i]) {
                sum += w * values[at];
                at += stride;
            }
            return (float) sum;
        }
    }
}
