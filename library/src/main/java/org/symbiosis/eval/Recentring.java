package org.symbiosis.eval;

import java.util.Arrays;

/** How k-means moves its centres, and what it does about a cluster without points. */
final class Recentring {
    private static final double SPLIT = 1.0 / 1024;
    private static final double CALM = 1e-5;

    private final Points points;
    private final int[] labels;
    private final double[] distances;
    private final boolean sphere;
    private final double threshold;

    /** Labels and squared distances are those of the run, and change with it. */
    Recentring(KMeans config, Points points, int[] labels, double[] distances) {
        this.points = points;
        this.labels = labels;
        this.distances = distances;
        sphere = config.geometry() == KMeans.Geometry.SPHERE;
        threshold =
                sphere
                        ? config.tolerance() * config.tolerance()
                        : config.tolerance() * points.meanVariance();
    }

    /** Squared movement of all centres that counts as standing still. */
    double threshold() {
        return threshold;
    }

    /** Squared movement of all centres. */
    double moved(double[] from, double[] to) {
        double moved = 0;
        for (int i = 0; i < from.length; i++) {
            moved += (to[i] - from[i]) * (to[i] - from[i]);
        }
        return moved;
    }

    /** True when a cluster is empty and some point lies off its centre. */
    boolean canFill(int[] counts) {
        boolean empty = Arrays.stream(counts).anyMatch(c -> c == 0);
        return empty && farthest(counts) >= 0;
    }

    /**
     * The middle of each cluster.
     *
     * @param old centres {@code (k, d)}
     * @param sums of the points of each cluster {@code (k, d)}; changed
     * @param counts of the points {@code (k)}; changed
     */
    double[] centres(double[] old, double[] sums, int[] counts) {
        int d = points.d();
        if (!sphere) {
            fill(sums, counts);
        }
        double[] centres = old.clone();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                for (int j = c * d; j < (c + 1) * d; j++) {
                    centres[j] = sums[j] / (sphere ? counts[c] + CALM : counts[c]);
                }
            }
        }
        if (sphere) {
            split(centres, counts);
            for (int c = 0; c < counts.length; c++) {
                toUnit(centres, c * d, d);
            }
        }
        return centres;
    }

    /** Each empty cluster takes the point that lies farthest from its centre. */
    private void fill(double[] sums, int[] counts) {
        int d = points.d();
        for (int c = 0; c < counts.length; c++) {
            int p = counts[c] == 0 ? farthest(counts) : -1;
            if (p >= 0) {
                int from = labels[p];
                for (int j = 0; j < d; j++) {
                    float value = points.values()[p * d + j];
                    sums[from * d + j] -= value;
                    sums[c * d + j] = value;
                }
                counts[from]--;
                counts[c] = 1;
                labels[p] = c;
                distances[p] = 0;
            }
        }
    }

    /** The farthest point that is not alone in its cluster, or -1. */
    private int farthest(int[] counts) {
        int farthest = -1;
        double most = 0;
        for (int p = 0; p < labels.length; p++) {
            if (distances[p] > most && counts[labels[p]] > 1) {
                most = distances[p];
                farthest = p;
            }
        }
        return farthest;
    }

    /** Each empty cluster takes one half of the largest: two centres, a little apart. */
    private void split(double[] centres, int[] counts) {
        int d = points.d();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0 && farthest(counts) >= 0) {
                int largest = largest(counts);
                for (int j = 0; j < d; j++) {
                    double shift = (j % 2 == 0 ? 1 : -1) * SPLIT;
                    double middle = centres[largest * d + j];
                    centres[c * d + j] = middle * (1 + shift);
                    centres[largest * d + j] = middle * (1 - shift);
                }
                counts[c] = counts[largest] / 2;
                counts[largest] -= counts[c];
            }
        }
    }

    private static int largest(int[] counts) {
        int largest = 0;
        for (int c = 1; c < counts.length; c++) {
            largest = counts[c] > counts[largest] ? c : largest;
        }
        return largest;
    }

    private static void toUnit(double[] centres, int from, int d) {
        double squares = 0;
        for (int j = from; j < from + d; j++) {
            squares += centres[j] * centres[j];
        }
        if (squares > 0) {
            double length = Math.sqrt(squares);
            for (int j = from; j < from + d; j++) {
                centres[j] /= length;
            }
        }
    }
}
