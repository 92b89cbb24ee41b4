package org.symbiosis.eval.segments;

import java.util.Arrays;
import org.symbiosis.data.annotated.Labels;

/**
 * How many pixels each region of one map shares with each of another; pixels void in either are
 * left out.
 *
 * @param counts {@code (rows, columns)}: regions of the first and of the second map
 * @param rowIds ids of the first map's regions, ascending
 * @param columnIds ids of the second map's regions, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record Contingency(long[][] counts, int[] rowIds, int[] columnIds) {
    static Contingency of(Labels first, Labels second) {
        first.requireSizeOf(second);
        int[] rowIds = first.present();
        int[] columnIds = second.present();
        long[][] counts = new long[rowIds.length][columnIds.length];
        int[] a = first.ids();
        int[] b = second.ids();
        for (int i = 0; i < a.length; i++) {
            if (a[i] != Labels.VOID && b[i] != Labels.VOID) {
                int row = Arrays.binarySearch(rowIds, a[i]);
                counts[row][Arrays.binarySearch(columnIds, b[i])]++;
            }
        }
        return new Contingency(counts, rowIds, columnIds);
    }

    long[] rowSums() {
        long[] sums = new long[counts.length];
        for (int r = 0; r < sums.length; r++) {
            for (long n : counts[r]) {
                sums[r] += n;
            }
        }
        return sums;
    }

    long[] columnSums() {
        long[] sums = new long[columnIds.length];
        for (long[] row : counts) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += row[c];
            }
        }
        return sums;
    }

    long total() {
        long sum = 0;
        for (long n : rowSums()) {
            sum += n;
        }
        return sum;
    }
}
