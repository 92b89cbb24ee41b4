package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The Rayleigh values z'Sz of one map over all graphs, and the released objective made of them.
 *
 * @param values of each graph and channel, grid after grid
 * @param objective 2 mean |z'Sz - 1| + 2 mean O^2
 */
@SuppressWarnings("ArrayRecordComponent")
record RayleighValues(double[] values, double objective) {
    private static final double ROUNDING = 1e-5;

    /** Evaluates every graph once, without gradient; X is {@code (1, C, h, w)}. */
    static RayleighValues of(GraphSet graphs, Tensor X, Resample g) {
        List<double[]> all = new ArrayList<>();
        double objective;
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            List<LossTerm> terms = ReleasedLoss.terms(graphs, new Evaluation.OneProduct(), g);
            List<Tensor> columns = terms.stream().map(t -> t.columns().apply(X)).toList();
            for (int i = 0; i < columns.size(); i++) {
                GridGraphs grid = graphs.grids().get(i);
                all.add(Plain.doubles(OneProductSum.Values.of(grid, columns.get(i)).v())); // (m, C)
            }
            objective = 2 * LossTerm.orthogonality(terms, columns).item_double();
        }
        double[] values = all.stream().flatMapToDouble(Arrays::stream).toArray();
        objective += 2 * Arrays.stream(values).map(v -> Math.abs(v - 1)).average().orElse(0);
        return new RayleighValues(values, objective);
    }

    /** Share of values above 1. */
    double shareAboveOne() {
        return Arrays.stream(values).filter(v -> v > 1 + ROUNDING).count() / (double) values.length;
    }

    /** The largest value. */
    double largest() {
        return Arrays.stream(values).max().orElse(0);
    }
}
