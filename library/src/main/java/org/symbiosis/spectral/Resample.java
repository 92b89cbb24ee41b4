package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;

/** How the map X is brought to the grid of a graph: the g of Eq. 4.3. */
public enum Resample {
    /** The mean over each cell, as in the released code. */
    POOL,
    /** Bilinear with half-pixel centres, as the text has it. */
    BILINEAR;

    /** Brings {@code (B, C, rows, columns)} to this grid. */
    Tensor to(Tensor X, Grid grid) {
        if (X.size(2) == grid.rows() && X.size(3) == grid.columns()) {
            return X;
        }
        long[] size = {grid.rows(), grid.columns()};
        return this == POOL ? adaptive_avg_pool2d(X, size) : upsample_bilinear2d(X, size, false);
    }

    /** The same as a matrix R, {@code (N', N)}: columns on {@code to} are R times those before. */
    Tensor matrix(Grid from, Grid to) {
        Tensor units = eye(from.size()).view(1, from.size(), from.rows(), from.columns());
        return to(units, to).view(from.size(), to.size()).t();
    }
}
