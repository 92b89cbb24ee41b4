package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.eye;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;

/** The columns of X on the grid of a graph, kept as rows, and how far they are from orthogonal. */
final class Columns {
    private static final double LEAST_NORM = 1e-12;

    private Columns() {}

    /**
     * The columns of a map {@code (1, C, h, w)} for the graphs of a grid, each of length 1: {@code
     * (C, N)} for random walks, {@code (m, C, N)} for symmetric graphs, which weigh the places by
     * the roots of their degrees.
     */
    static Tensor of(Tensor X, GridGraphs graphs, Resample g) {
        Tensor rows = on(graphs.grid(), X, g);
        return graphs.form() == GraphForm.RANDOM_WALK
                ? unit(rows)
                : unit(rows.unsqueeze(0).mul(graphs.rootDegrees().unsqueeze(1)));
    }

    /** The columns of a map {@code (1, C, h, w)} on a grid as they are: {@code (C, N)}. */
    static Tensor on(Grid grid, Tensor X, Resample g) {
        return g.to(X, grid).reshape(X.size(1), grid.size());
    }

    /** Each row divided by its norm, or by 1e-12 where that is less. */
    static Tensor unit(Tensor rows) { // (..., N)
        Tensor norm = rows.norm(new ScalarOptional(new Scalar(2)), new long[] {-1}, true);
        return rows.div(norm.clamp_min(new Scalar(LEAST_NORM)));
    }

    /** Products of different columns, Z Z' with its diagonal set to zero: {@code (..., C, C)}. */
    static Tensor offDiagonal(Tensor Z) { // (..., C, N)
        Tensor gram = Z.matmul(Z.transpose(-2, -1));
        Tensor hole = eye(Z.size(-2), Z.options()).neg().add(new Scalar(1));
        return gram.mul(hole);
    }
}
