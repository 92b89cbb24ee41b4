package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The Rayleigh values v = z'Pz of one map over all graphs, and the released objective made of them.
 *
 * @param values of each graph and channel, grid after grid
 * @param objective 2 mean |v - 1| + 2 mean O^2, with the weights given
 */
@SuppressWarnings("ArrayRecordComponent")
record RayleighValues(double[] values, double objective) {
    /** Evaluates every graph once, without gradient; X is {@code (1, C, h, w)}. */
    static RayleighValues of(
            GraphSet graphs, Tensor X, Resample g, double valueWeight, double orthogonality) {
        List<double[]> all = new ArrayList<>();
        double squares = 0;
        for (GridGraphs grid : graphs.grids()) {
            try (Scope s = Scope.open();
                    NoGradGuard none = new NoGradGuard()) {
                Tensor Z = Columns.on(grid.grid(), X, g); // (C, N)
                Tensor z = Z.t().contiguous(); // (N, C)
                all.add(Plain.doubles(grid.products(z).mul(z).sum(1))); // (m, C)
                squares +=
                        Columns.offDiagonal(Z).square().sum().item_double() * grid.layers().size();
            }
        }
        double[] values = all.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        double off = 0;
        for (double v : values) {
            off += Math.abs(v - 1);
        }
        long C = X.size(1);
        double pairs = Math.max(1, (double) graphs.layers() * C * (C - 1));
        return new RayleighValues(
                values, valueWeight * off / values.length + orthogonality * squares / pairs);
    }

    /** Share of values above 1. */
    double shareAboveOne() {
        int above = 0;
        for (double v : values) {
            above += v > 1 + 1e-5 ? 1 : 0;
        }
        return (double) above / values.length;
    }

    /** The largest value. */
    double largest() {
        double largest = values[0];
        for (double v : values) {
            largest = Math.max(largest, v);
        }
        return largest;
    }
}
