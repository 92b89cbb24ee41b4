package org.symbiosis.eval;

import java.util.Arrays;

/**
 * The one-to-one assignment of rows to columns with the least total cost, in O(n^3): each row in
 * turn gets a column along a shortest augmenting path (Jonker and Volgenant, 1987; Crouse, 2016).
 *
 * <p>Of equally short paths it prefers one that ends in a free column, and of these the lowest.
 */
public final class Assignment {
    private final double[][] cost; // (rows, columns), not more rows than columns
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] columnOf;
    private final int[] rowOf;
    private final int[] path; // for each column the row before it on the shortest path
    private final double[] length; // of the shortest path to each column

    private Assignment(double[][] cost) {
        this.cost = cost;
        int rows = cost.length;
        int columns = cost[0].length;
        rowPrice = new double[rows];
        columnPrice = new double[columns];
        columnOf = new int[rows];
        rowOf = new int[columns];
        path = new int[columns];
        length = new double[columns];
        Arrays.fill(columnOf, -1);
        Arrays.fill(rowOf, -1);
        for (int row = 0; row < rows; row++) {
            augment(row);
        }
    }

    /**
     * A column for each row with the least sum of costs.
     *
     * @param cost {@code (rows, columns)}, finite
     * @return {@code (rows)}; where there are more rows than columns, -1 for those left over
     */
    public static int[] cheapest(double[][] cost) {
        check(cost);
        if (cost.length <= cost[0].length) {
            return new Assignment(cost).columnOf;
        }
        double[][] turned = new double[cost[0].length][cost.length];
        for (int r = 0; r < cost.length; r++) {
            for (int c = 0; c < turned.length; c++) {
                turned[c][r] = cost[r][c];
            }
        }
        return new Assignment(turned).rowOf;
    }

    /** A column for each row with the greatest sum of gains; see {@link #cheapest}. */
    public static int[] dearest(double[][] gain) {
        double[][] cost = new double[gain.length][];
        for (int r = 0; r < cost.length; r++) {
            cost[r] = Arrays.stream(gain[r]).map(g -> 0 - g).toArray();
        }
        return cheapest(cost);
    }

    private static void check(double[][] cost) {
        if (cost.length == 0 || cost[0].length == 0) {
            throw new IllegalArgumentException("nothing to assign");
        }
        for (double[] row : cost) {
            if (row.length != cost[0].length) {
                throw new IllegalArgumentException("the rows of the costs differ in length");
            }
            for (double c : row) {
                if (!Double.isFinite(c)) {
                    throw new IllegalArgumentException("a cost must be a finite number, not " + c);
                }
            }
        }
    }

    /** Gives a column to this row, and other ones to rows on the way. */
    private void augment(int row) {
        boolean[] reached = new boolean[rowOf.length];
        int column = search(row, reached);
        double shortest = length[column];
        rowPrice[row] += shortest;
        for (int c = 0; c < reached.length; c++) {
            if (reached[c]) {
                columnPrice[c] -= shortest - length[c];
                if (rowOf[c] >= 0) {
                    rowPrice[rowOf[c]] += shortest - length[c];
                }
            }
        }
        int at = -1;
        while (at != row) {
            at = path[column];
            rowOf[column] = at;
            int before = columnOf[at];
            columnOf[at] = column;
            column = before;
        }
    }

    /** The free column with the shortest path from this row; marks all columns reached before. */
    private int search(int row, boolean[] reached) {
        int left = rowOf.length;
        int[] open = new int[left]; // from the last to the first: the lowest wins among equals
        Arrays.setAll(open, i -> open.length - 1 - i);
        Arrays.fill(length, Double.POSITIVE_INFINITY);
        double travelled = 0;
        int from = row;
        while (true) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < left; i++) {
                int c = open[i];
                double there = travelled + cost[from][c] - rowPrice[from] - columnPrice[c];
                if (there < length[c]) {
                    path[c] = from;
                    length[c] = there;
                }
                if (length[c] < least || length[c] == least && rowOf[c] < 0) {
                    least = length[c];
                    nearest = i;
                }
            }
            int column = open[nearest];
            reached[column] = true;
            if (rowOf[column] < 0) {
                return column;
            }
            travelled = least;
            from = rowOf[column];
            open[nearest] = open[--left];
        }
    }
}
