package org.symbiosis.spectral.regions;

import java.util.BitSet;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Flood;
import org.symbiosis.nn.Grid;

/**
 * Some of the places of a grid, or of the pixels of an image.
 *
 * @param grid rows and columns
 * @param places row-major; not to be changed
 */
public record Mask(Grid grid, BitSet places) {
    /** Checks that no place lies outside. */
    public Mask {
        if (places.length() > grid.size()) {
            throw new IllegalArgumentException(
                    "place "
                            + (places.length() - 1)
                            + " of "
                            + grid.rows()
                            + " x "
                            + grid.columns());
        }
    }

    /** Where this is true, row-major. */
    public static Mask of(Grid grid, boolean[] places) {
        if (places.length != grid.size()) {
            throw new IllegalArgumentException(
                    places.length + " places for " + grid.rows() + " x " + grid.columns());
        }
        BitSet set = new BitSet(places.length);
        for (int p = 0; p < places.length; p++) {
            set.set(p, places[p]);
        }
        return new Mask(grid, set);
    }

    /** Number of places. */
    public int area() {
        return places.cardinality();
    }

    /** True when there is no place. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** Whether a place belongs to it. */
    public boolean at(int row, int column) {
        return places.get(row * grid.columns() + column);
    }

    /** Everything else. */
    public Mask complement() {
        BitSet rest = (BitSet) places.clone();
        rest.flip(0, grid.size());
        return new Mask(grid, rest);
    }

    /** What belongs to this, to the other, or to both. */
    public Mask or(Mask other) {
        BitSet both = (BitSet) places.clone();
        both.or(other.places);
        return new Mask(grid, both);
    }

    /** What belongs to this and not to the other. */
    public Mask without(Mask other) {
        BitSet left = (BitSet) places.clone();
        left.andNot(other.places);
        return new Mask(grid, left);
    }

    /** Common places over places of either, in [0, 1]; 0 where both are empty. */
    public double iou(Mask other) {
        BitSet common = (BitSet) places.clone();
        common.and(other.places);
        int shared = common.cardinality();
        int all = area() + other.area() - shared;
        return all > 0 ? (double) shared / all : 0;
    }

    /** 1 inside and 0 outside. */
    public LabelMap labels() {
        int[] labels = new int[grid.size()];
        places.stream().forEach(p -> labels[p] = 1);
        return new LabelMap(grid, labels);
    }

    /** Connected pieces, numbered from 0 as reading finds them; negative outside. */
    public LabelMap components(Connectivity connectivity) {
        return new LabelMap(
                grid,
                new Flood(grid.columns(), grid.rows(), labels().labels(), connectivity)
                        .numbers(l -> l == 1));
    }

    /** Edges of the grid that the mask touches, 0 to 4. */
    public int touchedEdges() {
        boolean top = false;
        boolean bottom = false;
        boolean left = false;
        boolean right = false;
        for (int p = places.nextSetBit(0); p >= 0; p = places.nextSetBit(p + 1)) {
            top |= p / grid.columns() == 0;
            bottom |= p / grid.columns() == grid.rows() - 1;
            left |= p % grid.columns() == 0;
            right |= p % grid.columns() == grid.columns() - 1;
        }
        return (top ? 1 : 0) + (bottom ? 1 : 0) + (left ? 1 : 0) + (right ? 1 : 0);
    }

    /**
     * The smallest box around it, in pixels of an image whose patches the places are.
     *
     * @param patch pixels along a side of one place
     * @param height of the image, which the box does not leave
     * @param width of the image
     * @throws IllegalArgumentException when there is no place
     */
    public Box box(int patch, int height, int width) {
        if (isEmpty()) {
            throw new IllegalArgumentException("an empty mask has no box");
        }
        int columns = grid.columns();
        int left = columns;
        int right = 0;
        for (int p = places.nextSetBit(0); p >= 0; p = places.nextSetBit(p + 1)) {
            left = Math.min(left, p % columns);
            right = Math.max(right, p % columns + 1);
        }
        int top = places.nextSetBit(0) / columns;
        int bottom = (places.length() - 1) / columns + 1;
        int x = left * patch;
        int y = top * patch;
        return new Box(
                x, y, Math.min(right * patch, width) - x, Math.min(bottom * patch, height) - y);
    }

    /** Without holes: what cannot reach the edge of the grid by edge-to-edge steps is filled. */
    public Mask filled() {
        LabelMap outside = complement().components(Connectivity.FOUR);
        BitSet open = new BitSet();
        for (int r = 0; r < grid.rows(); r++) {
            for (int c = 0; c < grid.columns(); c++) {
                boolean edge = r == 0 || c == 0 || r == grid.rows() - 1 || c == grid.columns() - 1;
                if (edge && outside.at(r, c) >= 0) {
                    open.set(outside.at(r, c));
                }
            }
        }
        BitSet filled = new BitSet(grid.size());
        for (int p = 0; p < grid.size(); p++) {
            int area = outside.labels()[p];
            filled.set(p, area < 0 || !open.get(area));
        }
        return new Mask(grid, filled);
    }

    /** Another size by nearest neighbour, as {@link LabelMap#resized}. */
    public Mask resized(int rows, int columns) {
        return labels().resized(rows, columns).mask(1);
    }
}
