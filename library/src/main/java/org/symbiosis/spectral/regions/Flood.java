package org.symbiosis.spectral.regions;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.symbiosis.nn.Grid;

/** Numbers connected areas of equal labels, in the order in which reading finds them. */
final class Flood {
    private final Grid grid;
    private final int[] labels;
    private final int[] rows;
    private final int[] columns;
    private final int[] numbers;
    private final int[] pending;
    private int count;

    Flood(LabelMap map, Connectivity connectivity) {
        grid = map.grid();
        labels = map.labels();
        rows = connectivity.rows();
        columns = connectivity.columns();
        numbers = new int[labels.length];
        pending = new int[labels.length];
    }

    /** Numbers from 0 for areas whose label is taken, -1 elsewhere; the array is the caller's. */
    int[] numbers(IntPredicate taken) {
        Arrays.fill(numbers, -1);
        count = 0;
        for (int p = 0; p < labels.length; p++) {
            if (numbers[p] < 0 && taken.test(labels[p])) {
                fill(p, count++);
            }
        }
        return numbers;
    }

    private void fill(int start, int number) {
        int waiting = 0;
        pending[waiting++] = start;
        numbers[start] = number;
        while (waiting > 0) {
            int p = pending[--waiting];
            int row = p / grid.columns();
            int column = p % grid.columns();
            for (int n = 0; n < rows.length; n++) {
                int r = row + rows[n];
                int c = column + columns[n];
                if (r >= 0 && r < grid.rows() && c >= 0 && c < grid.columns()) {
                    int q = r * grid.columns() + c;
                    if (numbers[q] < 0 && labels[q] == labels[start]) {
                        numbers[q] = number;
                        pending[waiting++] = q;
                    }
                }
            }
        }
    }
}
