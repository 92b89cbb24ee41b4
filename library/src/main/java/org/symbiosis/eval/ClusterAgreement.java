package org.symbiosis.eval;

import java.util.Arrays;

/**
 * How clusters and classes share out the same points.
 *
 * @param counts points of each cluster and class, {@code (clusters, classes)}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClusterAgreement(long[][] counts) {
    /** Checks that there is a point. */
    public ClusterAgreement {
        if (counts.length == 0
                || counts[0].length == 0
                || Arrays.stream(counts).flatMapToLong(Arrays::stream).sum() == 0) {
            throw new IllegalArgumentException("no points, clusters or classes");
        }
    }

    /**
     * Counts points by cluster and class.
     *
     * @param clusters of the points, from 0
     * @param classes of the same points, from 0
     */
    public static ClusterAgreement of(int[] clusters, int[] classes) {
        if (clusters.length != classes.length) {
            throw new IllegalArgumentException(
                    clusters.length + " clusters of " + classes.length + " points");
        }
        int rows = 1 + Arrays.stream(clusters).max().orElse(-1);
        int columns = 1 + Arrays.stream(classes).max().orElse(-1);
        long[][] counts = new long[rows][columns];
        for (int i = 0; i < clusters.length; i++) {
            counts[clusters[i]][classes[i]]++;
        }
        return new ClusterAgreement(counts);
    }

    /**
     * The class of each cluster such that most points are right, no class twice.
     *
     * @return {@code (clusters)}; -1 for clusters left over where there are more than classes
     */
    public int[] assignment() {
        double[][] gain =
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                        .toArray(double[][]::new);
        return Assignment.dearest(gain);
    }

    /** Share of points in their class under the best assignment, in [0, 1]. */
    public double accuracy() {
        int[] assigned = assignment();
        long right = 0;
        for (int c = 0; c < assigned.length; c++) {
            right += assigned[c] < 0 ? 0 : counts[c][assigned[c]];
        }
        return (double) right / points();
    }

    /** Share of points in the largest class of their cluster, in (0, 1]. */
    public double purity() {
        long largest = 0;
        for (long[] row : counts) {
            largest += Arrays.stream(row).max().orElse(0);
        }
        return (double) largest / points();
    }

    /**
     * Mutual information of cluster and class over the arithmetic mean of their entropies, in [0,
     * 1]; 1 where there is one cluster and one class.
     */
    public double nmi() {
        double n = points();
        double[] rows = new double[counts.length];
        double[] columns = new double[counts[0].length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                rows[r] += counts[r][c] / n;
                columns[c] += counts[r][c] / n;
            }
        }
        double mutual = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                double p = counts[r][c] / n;
                mutual += p > 0 ? p * Math.log(p / (rows[r] * columns[c])) : 0;
            }
        }
        double mean = (entropy(rows) + entropy(columns)) / 2;
        return mean > 0 ? Math.max(0, Math.min(1, mutual / mean)) : 1;
    }

    private static double entropy(double[] shares) {
        return Arrays.stream(shares).map(p -> p > 0 ? -p * Math.log(p) : 0).sum();
    }

    private long points() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }
}
