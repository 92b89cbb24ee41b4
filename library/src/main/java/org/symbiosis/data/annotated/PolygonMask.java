package org.symbiosis.data.annotated;

import java.util.Arrays;

/**
 * Fills a polygon as COCO does: its sides are walked in fifths of a pixel, and each column's pixels
 * change between outside and inside wherever a side crosses the column's middle.
 */
final class PolygonMask {
    private static final int FINE = 5;

    private final int width;
    private final int height;
    private int[] crossings = new int[64]; // places down the columns
    private int count;
    private int lastU;
    private int lastV;
    private boolean begun;

    private PolygonMask(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * The mask of a polygon.
     *
     * @param xy x and y of its corners in turn
     * @throws IllegalArgumentException when it has fewer than three corners or lies far outside
     */
    static RunLength of(int width, int height, double[] xy) {
        int corners = xy.length / 2;
        if (corners < 3 || xy.length % 2 != 0) {
            throw new IllegalArgumentException(xy.length + " numbers are no polygon");
        }
        double far = 2.0 * Math.max(width, height) + 100;
        int[] u = new int[corners + 1];
        int[] v = new int[corners + 1];
        for (int i = 0; i < corners; i++) {
            if (!(Math.abs(xy[2 * i]) < far && Math.abs(xy[2 * i + 1]) < far)) {
                throw new IllegalArgumentException(
                        "a polygon reaches (%s, %s)".formatted(xy[2 * i], xy[2 * i + 1]));
            }
            u[i] = (int) (FINE * xy[2 * i] + 0.5);
            v[i] = (int) (FINE * xy[2 * i + 1] + 0.5);
        }
        u[corners] = u[0];
        v[corners] = v[0];
        PolygonMask mask = new PolygonMask(width, height);
        for (int i = 0; i < corners; i++) {
            mask.walk(u[i], v[i], u[i + 1], v[i + 1]);
        }
        return mask.runs();
    }

    /** Visits the points of a side, in steps of one along its longer extent. */
    private void walk(int fromU, int fromV, int toU, int toV) {
        int du = Math.abs(toU - fromU);
        int dv = Math.abs(toV - fromV);
        boolean flat = du >= dv;
        // Rounding is done from the lower end, whichever way the side is walked.
        boolean back = flat ? fromU > toU : fromV > toV;
        int u = back ? toU : fromU;
        int v = back ? toV : fromV;
        int rise = flat ? (back ? fromV : toV) - v : (back ? fromU : toU) - u;
        int steps = Math.max(du, dv);
        double slope = steps == 0 ? 0 : (double) rise / steps;
        for (int d = 0; d <= steps; d++) {
            int t = back ? steps - d : d;
            int pu = flat ? u + t : (int) (u + slope * t + 0.5);
            int pv = flat ? (int) (v + slope * t + 0.5) : v + t;
            visit(pu, pv);
        }
    }

    private void visit(int u, int v) {
        if (begun && u != lastU) {
            double column = (Math.min(u, lastU) + 0.5) / FINE - 0.5;
            if (Math.floor(column) == column && column >= 0 && column <= width - 1) {
                double row = (Math.min(v, lastV) + 0.5) / FINE - 0.5;
                double below = Math.ceil(Math.max(0, Math.min(row, height)));
                add((int) (column * height + below));
            }
        }
        begun = true;
        lastU = u;
        lastV = v;
    }

    private void add(int place) {
        crossings = count == crossings.length ? Arrays.copyOf(crossings, 2 * count) : crossings;
        crossings[count++] = place;
    }

    /** Two changes in one place are none. */
    private RunLength runs() {
        Arrays.sort(crossings, 0, count);
        int[] counts = new int[count + 1];
        int all = width * height;
        int n = 0;
        int at = 0;
        int from = 0;
        while (from < count) {
            int to = from;
            while (to < count && crossings[to] == crossings[from]) {
                to++;
            }
            if ((to - from) % 2 == 1 && crossings[from] < all) {
                counts[n++] = crossings[from] - at;
                at = crossings[from];
            }
            from = to;
        }
        counts[n++] = all - at;
        return new RunLength(width, height, Arrays.copyOf(counts, n));
    }
}
