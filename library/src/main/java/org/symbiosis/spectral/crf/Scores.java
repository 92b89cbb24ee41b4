package org.symbiosis.spectral.crf;

import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;

/**
 * Scores of labels at pixels, before a softmax.
 *
 * @param size rows and columns
 * @param labels number of labels L
 * @param values {@code (rows * columns, L)}
 */
record Scores(Grid size, int labels, float[] values) {
    private static final double LEAST = 1e-5;

    /** 1 for the label of a place and 0 for all others; 0 everywhere where there is none. */
    static Scores oneHot(LabelMap map, int labels) {
        float[] values = new float[map.labels().length * labels];
        for (int p = 0; p < map.labels().length; p++) {
            int label = map.labels()[p];
            if (label >= labels) {
                throw new IllegalArgumentException("label " + label + " of " + labels);
            }
            if (label >= 0) {
                values[p * labels + label] = 1;
            }
        }
        return new Scores(map.grid(), labels, values);
    }

    /** Scores that come label by label, {@code (L, rows * columns)}. */
    static Scores ofPlanes(Grid size, float[] planes) {
        if (planes.length == 0 || planes.length % size.size() != 0) {
            throw new IllegalArgumentException(
                    planes.length + " scores for " + size.rows() + " x " + size.columns());
        }
        int n = size.size();
        int labels = planes.length / n;
        float[] values = new float[planes.length];
        for (int i = 0; i < planes.length; i++) {
            if (!Float.isFinite(planes[i])) {
                throw UserError.failed(
                        "score " + i / n + " of pixel " + i % n + " is " + planes[i],
                        "use scores that are finite");
            }
            values[i % n * labels + i / n] = planes[i];
        }
        return new Scores(size, labels, values);
    }

    /** Bilinear, centres of pixels at half units, as images are enlarged. */
    Scores resized(Grid other) {
        if (other.equals(size)) {
            return this;
        }
        float[] resized = new float[other.size() * labels];
        for (int r = 0; r < other.rows(); r++) {
            double y = Math.max(0, (r + 0.5) * size.rows() / other.rows() - 0.5);
            int top = (int) y;
            int bottom = Math.min(top + 1, size.rows() - 1);
            for (int c = 0; c < other.columns(); c++) {
                double x = Math.max(0, (c + 0.5) * size.columns() / other.columns() - 0.5);
                int left = (int) x;
                int right = Math.min(left + 1, size.columns() - 1);
                int to = (r * other.columns() + c) * labels;
                for (int l = 0; l < labels; l++) {
                    double above = mix(at(top, left, l), at(top, right, l), x - left);
                    double below = mix(at(bottom, left, l), at(bottom, right, l), x - left);
                    resized[to + l] = (float) mix(above, below, y - top);
                }
            }
        }
        return new Scores(other, labels, resized);
    }

    /** Energies {@code -log clip(softmax(scores), 1e-5, 1)}, {@code (N, L)}. */
    double[] unary() {
        double[] unary = new double[values.length];
        for (int from = 0; from < values.length; from += labels) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + labels; i++) {
                largest = Math.max(largest, values[i]);
            }
            double sum = 0;
            for (int i = from; i < from + labels; i++) {
                sum += Math.exp(values[i] - largest);
            }
            for (int i = from; i < from + labels; i++) {
                unary[i] = -Math.log(Math.max(LEAST, Math.exp(values[i] - largest) / sum));
            }
        }
        return unary;
    }

    private double at(int row, int column, int label) {
        return values[(row * size.columns() + column) * labels + label];
    }

    private static double mix(double one, double other, double share) {
        return one + (other - one) * share;
    }
}
