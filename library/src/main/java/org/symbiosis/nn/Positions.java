package org.symbiosis.nn;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;

/**
 * Where a token lies: fixed sine-cosine embeddings; {@link Regridding} fits them to other grids.
 */
public final class Positions {
    /** How position embeddings come about. */
    public enum Kind {
        /** Fixed sines and cosines. */
        SIN_COS,
        /** Trained with the rest, from N(0, 0.02). */
        LEARNT
    }

    /** Which half of the channels of a sine-cosine embedding tells what. */
    public enum Order {
        /** The first half encodes the column, the second the row: the masked autoencoder. */
        COLUMN_FIRST,
        /** The first half encodes the row, the second the column: MoCo v3. */
        ROW_FIRST
    }

    private static final double BASE = 10_000;

    private Positions() {}

    /**
     * Sines and cosines: the first half of the channels encodes the column, the second the row;
     * each half is [sin(v omega), cos(v omega)] with omega_k = 10000^(-k / (D/4)).
     */
    public static Tensor sinCos(int dim, Grid grid, int extra) {
        return sinCos(dim, grid, extra, Order.COLUMN_FIRST);
    }

    /**
     * As {@link #sinCos(int, Grid, int)} in either order.
     *
     * @param dim channels D, a multiple of 4
     * @param extra tokens in front (class tokens), with embedding 0
     * @return {@code (1, extra + N, D)}, computed in double
     */
    public static Tensor sinCos(int dim, Grid grid, int extra, Order order) {
        if (dim % 4 != 0) {
            throw new IllegalArgumentException(
                    "sine-cosine positions need a multiple of 4, not " + dim);
        }
        int quarter = dim / 4;
        float[] values = new float[(extra + grid.size()) * dim];
        int at = extra * dim;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int first = order == Order.COLUMN_FIRST ? column : row;
                int second = order == Order.COLUMN_FIRST ? row : column;
                for (int k = 0; k < quarter; k++) {
                    double omega = Math.pow(BASE, -(double) k / quarter);
                    values[at + k] = (float) Math.sin(first * omega);
                    values[at + quarter + k] = (float) Math.cos(first * omega);
                    values[at + 2 * quarter + k] = (float) Math.sin(second * omega);
                    values[at + 3 * quarter + k] = (float) Math.cos(second * omega);
                }
                at += dim;
            }
        }
        return Plain.tensor(values, 1, extra + grid.size(), dim);
    }
}
