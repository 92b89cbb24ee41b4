package org.symbiosis.spectral.regions;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Flood;
import org.symbiosis.nn.Grid;

/**
 * One label for each place of a grid, or each pixel of an image.
 *
 * @param grid rows and columns
 * @param labels row-major, {@code (rows * columns)}; negative where there is none
 */
public record LabelMap(Grid grid, int[] labels) {
    /** What places without a label carry. */
    public static final int NONE = -1;

    /** Checks that there is one label for each place. */
    public LabelMap {
        if (labels.length != grid.size()) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + grid.rows() + " x " + grid.columns());
        }
    }

    /** The label of a place. */
    public int at(int row, int column) {
        return labels[row * grid.columns() + column];
    }

    /** Different labels, in ascending order, without negative ones. */
    public int[] distinct() {
        return Arrays.stream(labels).filter(l -> l >= 0).distinct().sorted().toArray();
    }

    /** Where the label is this one. */
    public Mask mask(int label) {
        BitSet places = new BitSet(labels.length);
        for (int p = 0; p < labels.length; p++) {
            places.set(p, labels[p] == label);
        }
        return new Mask(grid, places);
    }

    /** The same areas, numbered from 0 in the order in which reading finds them. */
    public LabelMap renumbered() {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] renumbered = new int[labels.length];
        for (int p = 0; p < labels.length; p++) {
            if (labels[p] < 0) {
                renumbered[p] = NONE;
            } else {
                int next = numbers.size();
                renumbered[p] = numbers.computeIfAbsent(labels[p], l -> next);
            }
        }
        return new LabelMap(grid, renumbered);
    }

    /**
     * Connected areas of equal labels, numbered from 0 in the order in which reading finds them;
     * places without a label stay without.
     */
    public LabelMap components(Connectivity connectivity) {
        return new LabelMap(
                grid,
                new Flood(grid.columns(), grid.rows(), labels, connectivity).numbers(l -> l >= 0));
    }

    /**
     * Another size by nearest neighbour: place i shows what lies at {@code floor(i * old / new)}.
     */
    public LabelMap resized(int rows, int columns) {
        Grid other = new Grid(rows, columns);
        int[] resized = new int[other.size()];
        for (int r = 0; r < rows; r++) {
            int from = (int) ((long) r * grid.rows() / rows);
            for (int c = 0; c < columns; c++) {
                resized[r * columns + c] = at(from, (int) ((long) c * grid.columns() / columns));
            }
        }
        return new LabelMap(other, resized);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMap map
                && grid.equals(map.grid)
                && Arrays.equals(labels, map.labels);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return distinct().length + " labels on " + grid.rows() + " x " + grid.columns();
    }
}
