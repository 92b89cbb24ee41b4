package org.symbiosis.spectral;

import java.util.Arrays;

/** Links of n nodes as they are found: directed, in any order, some more than once. */
final class LinkTable {
    private final int nodes;
    private int[] rows = new int[1024];
    private int[] columns = new int[1024];
    private double[] weights = new double[1024];
    private int count;

    LinkTable(int nodes) {
        this.nodes = nodes;
    }

    /** Adds a link. */
    void add(int row, int column, double weight) {
        if (count == rows.length) {
            int more = (int) Math.min(Integer.MAX_VALUE - 8, count * 3L / 2);
            rows = Arrays.copyOf(rows, more);
            columns = Arrays.copyOf(columns, more);
            weights = Arrays.copyOf(weights, more);
        }
        rows[count] = row;
        columns[count] = column;
        weights[count++] = weight;
    }

    /** The graph (A + A') / 2; links between the same two nodes are summed. */
    SparseGraph symmetric() {
        int[] start = new int[nodes + 1];
        for (int i = 0; i < count; i++) {
            start[rows[i] + 1]++;
            start[columns[i] + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            start[i + 1] = Math.addExact(start[i], start[i + 1]);
        }
        int[] at = Arrays.copyOf(start, nodes);
        int[] to = new int[start[nodes]];
        double[] weight = new double[to.length];
        for (int i = 0; i < count; i++) {
            int there = at[rows[i]]++;
            to[there] = columns[i];
            weight[there] = weights[i] / 2;
            int back = at[columns[i]]++;
            to[back] = rows[i];
            weight[back] = weights[i] / 2;
        }
        return merged(start, to, weight);
    }

    /** Sorts each row by column and sums entries of the same column, in place. */
    private SparseGraph merged(int[] start, int[] to, double[] weight) {
        int[] first = new int[nodes + 1];
        int kept = 0;
        for (int row = 0; row < nodes; row++) {
            sort(to, weight, start[row], start[row + 1]);
            int begin = kept;
            for (int i = start[row]; i < start[row + 1]; i++) {
                if (kept > begin && to[kept - 1] == to[i]) {
                    weight[kept - 1] += weight[i];
                } else {
                    to[kept] = to[i];
                    weight[kept++] = weight[i];
                }
            }
            first[row + 1] = kept;
        }
        return new SparseGraph(nodes, first, Arrays.copyOf(to, kept), Arrays.copyOf(weight, kept));
    }

    /** By column, in a stable order: rows are short, so insertion is as good as any. */
    private static void sort(int[] to, double[] weight, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            int column = to[i];
            double w = weight[i];
            int j = i - 1;
            for (; j >= from && to[j] > column; j--) {
                to[j + 1] = to[j];
                weight[j + 1] = weight[j];
            }
            to[j + 1] = column;
            weight[j + 1] = w;
        }
    }
}
