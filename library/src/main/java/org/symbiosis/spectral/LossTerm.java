package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * What one grid brings to the released objective.
 *
 * @param graphs number of its graphs
 * @param layers number of its layers
 * @param columns makes the columns of a map {@code (1, C, h, w)} on this grid: {@code (C, N)}, or
 *     {@code (m, C, N)} where each graph has its own
 * @param sum the values' part
 */
record LossTerm(int graphs, int layers, UnaryOperator<Tensor> columns, RayleighSum sum) {
    /** The term of graphs that can be asked one by one. */
    static LossTerm of(GridGraphs graphs, Evaluation evaluation, Resample g, long memory) {
        return new LossTerm(
                graphs.count(),
                graphs.layers().size(),
                X -> Columns.of(X, graphs, g),
                RayleighSum.of(graphs, evaluation, memory));
    }

    /** The term of graphs that were drawn and summed. */
    static LossTerm of(DrawnMean drawn, Resample g) {
        return new LossTerm(
                drawn.count(),
                drawn.layers(),
                X -> Columns.unit(Columns.on(drawn.grid(), X, g)),
                new SplitSum(drawn.split()));
    }

    /**
     * The mean of O^2 over pairs of different columns and over layers: once a layer for random
     * walks, once a head where each graph has columns of its own.
     *
     * @param columns of each term
     */
    static Tensor orthogonality(List<LossTerm> terms, List<Tensor> columns) {
        Tensor squares = zeros(new long[0]);
        double entries = 0;
        for (int i = 0; i < terms.size(); i++) {
            Tensor Z = columns.get(i);
            long C = Z.size(-2);
            boolean common = Z.dim() == 2;
            int copies = common ? terms.get(i).layers() : 1;
            squares = squares.add(Columns.offDiagonal(Z).square().sum(), new Scalar(copies));
            entries += (double) (common ? copies : Z.size(0)) * C * (C - 1);
        }
        return squares.div(new Scalar(Math.max(1, entries)));
    }
}
