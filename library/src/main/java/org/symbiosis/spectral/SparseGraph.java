package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.sparse_coo_tensor;
import static org.bytedeco.pytorch.global.torch.stack;

import java.util.Arrays;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * A sparse graph in compressed rows and its random walk P = diag(1 / rowsum + 1e-6) A; the row of a
 * node without links is zero.
 *
 * @param nodes n
 * @param start first entry of each row, and the number of entries at the end
 * @param columns of the entries, rising within a row
 * @param weights A, symmetric
 */
@SuppressWarnings("ArrayRecordComponent")
record SparseGraph(int nodes, int[] start, int[] columns, double[] weights) {
    private static final double ADDED = 1e-6;

    /** Sums of the rows of A, {@code (n)}. */
    private double[] rowSums() {
        double[] sums = new double[nodes];
        for (int row = 0; row < nodes; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                sums[row] += weights[i];
            }
        }
        return sums;
    }

    private double[] scales() {
        double[] scales = rowSums();
        for (int row = 0; row < nodes; row++) {
            scales[row] = scales[row] > 0 ? 1 / scales[row] + ADDED : 0;
        }
        return scales;
    }

    /** The entries of P, in the order of {@link #columns}. */
    double[] walk() {
        double[] scales = scales();
        double[] values = new double[weights.length];
        for (int row = 0; row < nodes; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                values[i] = scales[row] * weights[i];
            }
        }
        return values;
    }

    /**
     * (P + P') / 2 as a sparse float tensor: it has the entries that A has. Coordinates take half
     * as much again as compressed rows and multiply as fast, and the engine, which calls the latter
     * a beta version on the user's terminal, is silent about them.
     */
    Tensor symmetricWalk() {
        double[] scales = scales();
        int entries = weights.length;
        float[] values = new float[entries];
        for (int row = 0; row < nodes; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                values[i] = (float) ((scales[row] + scales[columns[i]]) / 2 * weights[i]);
            }
        }
        return Scope.tidy(
                () ->
                        sparse_coo_tensor(
                                coordinates(),
                                Plain.tensor(values, entries),
                                new long[] {nodes, nodes},
                                new TensorOptions(ScalarType.Float),
                                new BoolOptional(true)));
    }

    /** Row and column of each entry, sorted, {@code (2, entries)}. */
    Tensor coordinates() {
        long[] rows = new long[weights.length];
        long[] to = new long[weights.length];
        for (int row = 0; row < nodes; row++) {
            Arrays.fill(rows, start[row], start[row + 1], row);
        }
        Arrays.setAll(to, i -> columns[i]);
        return stack(
                new TensorVector(Plain.tensor(rows, rows.length), Plain.tensor(to, to.length)), 0);
    }
}
