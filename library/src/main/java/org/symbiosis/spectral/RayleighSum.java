package org.symbiosis.spectral;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The sum of |v - 1| over the graphs of a grid and the columns of a map, v = z'Sz. */
sealed interface RayleighSum extends AutoCloseable
        permits LiteralSum, OneProductSum, GuardedSum, SplitSum {
    /**
     * Value and gradient.
     *
     * @param Z columns as rows, {@code (C, N)}, or {@code (m, C, N)} where each graph has its own
     * @return a scalar whose derivative with respect to Z is the sum's
     */
    Tensor of(Tensor Z);

    /** Graphs that were evaluated one by one beside a mean, on average over the calls. */
    default double riskSet() {
        return 0;
    }

    /** Calls that evaluated every graph. */
    int fullEvaluations();

    @Override
    default void close() {}

    /** The sum for graphs that lie in memory or can be recomputed. */
    static RayleighSum of(GridGraphs graphs, Evaluation evaluation, long memory) {
        if (evaluation instanceof Evaluation.Literal) {
            return new LiteralSum(graphs);
        }
        if (evaluation instanceof Evaluation.OneProduct) {
            return new OneProductSum(graphs);
        }
        if (evaluation instanceof Evaluation.Averaged) {
            return new SplitSum(GraphSplit.averaged(graphs));
        }
        return new GuardedSum(graphs, evaluation, memory);
    }

    /**
     * A scalar of this value whose derivative with respect to Z is {@code gradient}: autograd then
     * never sees the graphs.
     */
    static Tensor surrogate(Tensor Z, Tensor gradient, double value) {
        Tensor linear = Z.mul(gradient).sum();
        return linear.sub(linear.detach()).add(new Scalar(value));
    }
}
