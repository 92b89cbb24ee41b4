package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.data.SplitMix;

/**
 * How well points sit in their clusters (Rousseeuw, 1987): {@code (b - a) / max(a, b)}, where a is
 * the mean distance to the others of its own cluster and b the least mean distance to another; 0
 * for a point that is alone. Distances are Euclidean, in double precision.
 *
 * @param mostPoints beyond this many only a sample is looked at
 * @param sample points of the sample, at least 2
 * @param seed of the sample
 * @param threads that share the work; they do not change the result
 */
public record Silhouette(int mostPoints, int sample, long seed, int threads) {
    /** All of up to 8,000 points, else 4,000 of them. */
    public static final Silhouette DEFAULT = new Silhouette(8000, 4000, 0, Parallel.threads());

    /** Checks the ranges. */
    public Silhouette {
        if (mostPoints < 2 || sample < 2 || threads < 1) {
            throw new IllegalArgumentException(
                    "silhouettes of " + mostPoints + " points, samples of " + sample);
        }
    }

    /**
     * What a clustering is worth.
     *
     * @param mean over the points looked at, in [-1, 1]; NaN where fewer than two clusters have a
     *     point
     * @param points looked at
     * @param of all points there are
     */
    public record Score(double mean, int points, int of) {
        /** False when the mean is over a sample. */
        public boolean isOfAll() {
            return points == of;
        }
    }

    /** The score of one clustering: {@code points (n, d)}, {@code labels (n)}, 0 or more. */
    public Score score(float[] points, int d, int[] labels) {
        return scores(points, d, List.of(labels)).get(0);
    }

    /**
     * Scores of several clusterings of the same points; distances are computed once for all.
     *
     * @param points {@code (n, d)} row-major
     * @param d features of a point
     * @param labellings of each: cluster of each point {@code (n)}, 0 or more
     */
    public List<Score> scores(float[] points, int d, List<int[]> labellings) {
        Points all = Points.of(points, d);
        int[] looked = looked(all.n());
        List<int[]> labels = labellings.stream().map(l -> chosen(l, looked, all.n())).toList();
        Points used = looked.length == all.n() ? all : rows(all, looked);
        List<Score> scores = new ArrayList<>();
        for (double[] values : values(used, labels)) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            scores.add(new Score(sum / values.length, looked.length, all.n()));
        }
        return scores;
    }

    /** The silhouette of every point, without sampling; NaN with fewer than two clusters. */
    public double[] values(float[] points, int d, int[] labels) {
        return values(Points.of(points, d), List.of(labels)).get(0);
    }

    private List<double[]> values(Points points, List<int[]> labellings) {
        List<double[]> values = new ArrayList<>();
        List<int[]> counts = new ArrayList<>();
        for (int[] labels : labellings) {
            values.add(new double[labels.length]);
            counts.add(counts(labels));
        }
        Parallel.each(
                threads,
                points.n(),
                i -> {
                    double[] distances = distances(points, i);
                    for (int l = 0; l < labellings.size(); l++) {
                        values.get(l)[i] = value(i, distances, labellings.get(l), counts.get(l));
                    }
                });
        return values;
    }

    private static double[] distances(Points points, int i) {
        double[] distances = new double[points.n()];
        for (int j = 0; j < distances.length; j++) {
            distances[j] = Math.sqrt(points.squaredDistance(i, j));
        }
        return distances;
    }

    private static double value(int i, double[] distances, int[] labels, int[] counts) {
        double[] sums = new double[counts.length];
        for (int j = 0; j < labels.length; j++) {
            sums[labels[j]] += distances[j];
        }
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < counts.length; c++) {
            if (c != labels[i] && counts[c] > 0) {
                b = Math.min(b, sums[c] / counts[c]);
            }
        }
        if (Double.isInfinite(b)) {
            return Double.NaN;
        }
        int own = counts[labels[i]];
        double a = own > 1 ? sums[labels[i]] / (own - 1) : 0;
        double larger = Math.max(a, b);
        return own > 1 && larger > 0 ? (b - a) / larger : 0;
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    private int[] looked(int n) {
        int[] order = SplitMix.of(seed, n).permutation(n);
        int[] looked = Arrays.copyOf(order, n > mostPoints ? Math.min(sample, n) : n);
        Arrays.sort(looked);
        return looked;
    }

    private static int[] chosen(int[] labels, int[] looked, int n) {
        if (labels.length != n) {
            throw new IllegalArgumentException(labels.length + " labels for " + n + " points");
        }
        return Arrays.stream(looked).map(i -> labels[i]).toArray();
    }

    private static Points rows(Points all, int[] looked) {
        int d = all.d();
        float[] rows = new float[looked.length * d];
        for (int r = 0; r < looked.length; r++) {
            System.arraycopy(all.values(), looked[r] * d, rows, r * d, d);
        }
        return new Points(rows, d);
    }
}
