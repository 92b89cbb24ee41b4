package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.upsample_bicubic2d;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Plain;

/** Where a token lies: fixed sine-cosine embeddings, and embeddings resampled to other grids. */
public final class Positions {
    /** How position embeddings come about. */
    public enum Kind {
        /** Fixed sines and cosines. */
        SIN_COS,
        /** Trained with the rest, from N(0, 0.02). */
        LEARNT
    }

    private static final double BASE = 10_000;

    private Positions() {}

    /**
     * Sines and cosines: the first half of the channels encodes the column, the second the row;
     * each half is [sin(v omega), cos(v omega)] with omega_k = 10000^(-k / (D/4)).
     *
     * @param dim channels D, a multiple of 4
     * @param extra tokens in front (class tokens), with embedding 0
     * @return {@code (1, extra + N, D)}, computed in double
     */
    public static Tensor sinCos(int dim, Grid grid, int extra) {
        if (dim % 4 != 0) {
            throw new IllegalArgumentException(
                    "sine-cosine positions need a multiple of 4, not " + dim);
        }
        int quarter = dim / 4;
        float[] values = new float[(extra + grid.size()) * dim];
        int at = extra * dim;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                for (int k = 0; k < quarter; k++) {
                    double omega = Math.pow(BASE, -(double) k / quarter);
                    values[at + k] = (float) Math.sin(column * omega);
                    values[at + quarter + k] = (float) Math.cos(column * omega);
                    values[at + 2 * quarter + k] = (float) Math.sin(row * omega);
                    values[at + 3 * quarter + k] = (float) Math.cos(row * omega);
                }
                at += dim;
            }
        }
        return Plain.tensor(values, 1, extra + grid.size(), dim);
    }

    /**
     * Resamples embeddings bicubically (a = -0.75, corners not aligned) to another grid.
     *
     * <p>The scale factors are those of the reference, (target + 0.1) / source, not the plain ratio
     * of sizes.
     *
     * @param embedding {@code (1, extra + N, D)} over {@code from}
     * @return {@code (1, extra + N', D)} over {@code to}; the same tensor when the grids agree
     */
    public static Tensor resample(Tensor embedding, Grid from, Grid to) {
        if (from.equals(to)) {
            return embedding;
        }
        long extra = embedding.size(1) - from.size();
        long D = embedding.size(2);
        Tensor plane =
                embedding
                        .narrow(1, extra, from.size())
                        .reshape(1, from.rows(), from.columns(), D)
                        .permute(0, 3, 1, 2); // (1, D, rows, columns)
        Tensor resized =
                upsample_bicubic2d(
                        plane,
                        new long[] {to.rows(), to.columns()},
                        false,
                        new DoubleOptional((to.rows() + 0.1) / from.rows()),
                        new DoubleOptional((to.columns() + 0.1) / from.columns()));
        Tensor tokens = resized.permute(0, 2, 3, 1).reshape(1, to.size(), D);
        return cat(new TensorVector(embedding.narrow(1, 0, extra), tokens), 1);
    }
}
