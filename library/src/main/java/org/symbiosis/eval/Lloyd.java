package org.symbiosis.eval;

import java.util.Arrays;

/**
 * One run of k-means: points go to the nearest centre, centres to the middle of their points, until
 * nothing moves. Sums are taken over fixed slices of the points in a fixed order, so that threads
 * do not change a digit.
 */
final class Lloyd {
    private static final int SLICES = 16;
    private static final int TILE = 64;

    private final KMeans config;
    private final Points points;
    private final int threads;
    private final int k;
    private final int d;
    private final int[] labels;
    private final double[] distances;
    private final double[][] sums;
    private final int[][] counts;

    Lloyd(KMeans config, Points points, int threads) {
        this.config = config;
        this.points = points;
        this.threads = threads;
        k = config.clusters();
        d = points.d();
        labels = new int[points.n()];
        distances = new double[points.n()];
        int slices = Math.min(SLICES, Math.max(1, points.n() / TILE));
        sums = new double[slices][k * d];
        counts = new int[slices][k];
    }

    /** Runs from this start: {@code (k, d)}. */
    Clustering run(double[] start) {
        Recentring recentring = new Recentring(config, points, labels, distances);
        double[] centres = start;
        int step = 0;
        double moved = Double.POSITIVE_INFINITY;
        int[] before = new int[0];
        while (true) {
            assign(centres);
            step++;
            boolean settled = Arrays.equals(before, labels) || moved <= recentring.threshold();
            if (step > config.steps() || (settled && !recentring.canFill(counts[0]))) {
                return clustering(centres, step);
            }
            before = labels.clone();
            double[] next = recentring.centres(centres, sums[0], counts[0]);
            moved = recentring.moved(centres, next);
            centres = next;
        }
    }

    /** The nearest of these centres for each point. */
    int[] nearest(double[] centres) {
        assign(centres);
        return labels;
    }

    /** Gives each point to its nearest centre; sums and counts end up in slice 0. */
    private void assign(double[] centres) {
        int slices = sums.length;
        Parallel.each(threads, slices, s -> assign(s, centres));
        for (int s = 1; s < slices; s++) {
            for (int i = 0; i < sums[0].length; i++) {
                sums[0][i] += sums[s][i];
            }
            for (int c = 0; c < k; c++) {
                counts[0][c] += counts[s][c];
            }
        }
    }

    private void assign(int slice, double[] centres) {
        Arrays.fill(sums[slice], 0);
        Arrays.fill(counts[slice], 0);
        int from = (int) ((long) points.n() * slice / sums.length);
        int to = (int) ((long) points.n() * (slice + 1) / sums.length);
        double[] tile = new double[d * TILE]; // (D, TILE)
        double[] squared = new double[TILE];
        for (int first = from; first < to; first += TILE) {
            int count = Math.min(TILE, to - first);
            fill(tile, first, count);
            nearest(tile, centres, squared, first, count);
            add(slice, first, count);
        }
    }

    /** Features first: then the innermost loop runs over points and uses the wide registers. */
    private void fill(double[] tile, int first, int count) {
        float[] values = points.values();
        for (int p = 0; p < count; p++) {
            for (int j = 0; j < d; j++) {
                tile[j * TILE + p] = values[(first + p) * d + j];
            }
        }
    }

    private void nearest(double[] tile, double[] centres, double[] squared, int first, int count) {
        Arrays.fill(distances, first, first + count, Double.POSITIVE_INFINITY);
        for (int c = 0; c < k; c++) {
            Arrays.fill(squared, 0);
            for (int j = 0; j < d; j++) {
                double centre = centres[c * d + j];
                int row = j * TILE;
                for (int p = 0; p < TILE; p++) {
                    double difference = tile[row + p] - centre;
                    squared[p] += difference * difference;
                }
            }
            for (int p = 0; p < count; p++) {
                if (squared[p] < distances[first + p]) {
                    distances[first + p] = squared[p];
                    labels[first + p] = c;
                }
            }
        }
    }

    private void add(int slice, int first, int count) {
        float[] values = points.values();
        double[] sum = sums[slice];
        for (int p = first; p < first + count; p++) {
            counts[slice][labels[p]]++;
            int to = labels[p] * d;
            for (int j = 0; j < d; j++) {
                sum[to + j] += values[p * d + j];
            }
        }
    }

    private Clustering clustering(double[] centres, int steps) {
        double inertia = 0;
        for (double squared : distances) {
            inertia += squared;
        }
        return new Clustering(labels, centres, counts[0].clone(), inertia, steps);
    }
}
