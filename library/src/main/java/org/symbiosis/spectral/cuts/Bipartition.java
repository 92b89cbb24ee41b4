package org.symbiosis.spectral.cuts;

import java.util.Arrays;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;

/**
 * Positions on the two sides of an eigenvector's mean. The vector is turned so that the foreground
 * lies above it.
 *
 * @param eigenvector {@code (N)}, foreground above its mean
 * @param foreground all positions above
 * @param seed the position that stands for the foreground
 */
record Bipartition(double[] eigenvector, Mask foreground, int seed) {
    private static final int MANY_CORNERS = 3;
    private static final double ROUNDING = 1e-9;

    /** TokenCut: the entry of largest size is the seed, and the seed is foreground. */
    static Bipartition bySeed(double[] eigenvector, Grid grid) {
        Mask above = above(eigenvector, grid);
        int seed = largest(eigenvector);
        return above.places().get(seed)
                ? new Bipartition(eigenvector, above, seed)
                : new Bipartition(negated(eigenvector), above.complement(), seed);
    }

    /**
     * MaskCut: a side with three or four corners of the image is background; otherwise the entry of
     * largest size is foreground. The seed is the largest entry of the turned vector.
     */
    static Bipartition byCorners(double[] eigenvector, Grid grid) {
        Mask above = above(eigenvector, grid);
        boolean turn = corners(above) >= MANY_CORNERS || !above.places().get(largest(eigenvector));
        double[] turned = turn ? negated(eigenvector) : eigenvector;
        int seed = largest(Arrays.stream(turned).map(v -> Math.max(v, 0)).toArray());
        return new Bipartition(turned, turn ? above.complement() : above, seed);
    }

    /** Pieces of the foreground that are connected by edges, numbered from 0. */
    LabelMap components() {
        return foreground.components(Connectivity.FOUR);
    }

    /** The piece that holds the seed. */
    Mask object() {
        LabelMap components = components();
        return components.mask(components.labels()[seed]);
    }

    private static Mask above(double[] eigenvector, Grid grid) {
        double sum = 0;
        for (double value : eigenvector) {
            sum += value;
        }
        boolean[] above = new boolean[eigenvector.length];
        for (int i = 0; i < above.length; i++) {
            above[i] = eigenvector[i] > sum / above.length;
        }
        return Mask.of(grid, above);
    }

    /** Positions with the same links tie but for rounding: the first of them. */
    static int largest(double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            boolean larger = Math.abs(vector[i]) > Math.abs(vector[largest]) * (1 + ROUNDING);
            largest = larger ? i : largest;
        }
        return largest;
    }

    private static int corners(Mask mask) {
        int bottom = mask.grid().rows() - 1;
        int right = mask.grid().columns() - 1;
        return (mask.at(0, 0) ? 1 : 0)
                + (mask.at(0, right) ? 1 : 0)
                + (mask.at(bottom, 0) ? 1 : 0)
                + (mask.at(bottom, right) ? 1 : 0);
    }

    private static double[] negated(double[] vector) {
        double[] negated = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            negated[i] = -vector[i];
        }
        return negated;
    }
}
