package org.symbiosis.eval;

/**
 * Points shared out among clusters.
 *
 * @param labels cluster of each point, {@code (n)}, 0 .. k - 1
 * @param centres {@code (k, d)} row-major
 * @param sizes points of each cluster, {@code (k)}; 0 only where there are fewer different points
 *     than clusters
 * @param inertia sum of squared distances of the points from their centres
 * @param steps of the run that was best
 */
public record Clustering(int[] labels, double[] centres, int[] sizes, double inertia, int steps) {
    /** Clusters asked for. */
    public int clusters() {
        return sizes.length;
    }

    /** Clusters that have a point. */
    public int occupied() {
        int occupied = 0;
        for (int size : sizes) {
            occupied += size > 0 ? 1 : 0;
        }
        return occupied;
    }
}
