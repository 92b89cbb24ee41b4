package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The graphs of all draws on one grid: a running sum, and beside it those graphs whose values at
 * the pilot map come close to 1 or pass it.
 */
final class DrawnMean implements AutoCloseable {
    private final Grid grid;
    private final int layers;
    private final Tensor rest; // (N, N); kept
    private final List<Tensor> apart = new ArrayList<>(); // (r, N, N) of each draw; kept
    private int together;
    private int kept;

    DrawnMean(Grid grid, int layers) {
        this.grid = grid;
        this.layers = layers;
        try (Scope s = Scope.open()) {
            rest = Scope.keep(zeros(grid.size(), grid.size()));
        }
    }

    /**
     * Adds the graphs of a draw.
     *
     * @param pilot columns on this grid, {@code (C, N)}
     * @param most graphs that may be kept in all; more go to the sum
     */
    void add(GridGraphs graphs, Tensor pilot, double threshold, int most) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor v = OneProductSum.Values.of(graphs, pilot).v(); // (m, C)
            double[] largest = Plain.doubles(v.amax(new long[] {1}, false));
            int[] which =
                    IntStream.range(0, largest.length)
                            .filter(a -> largest[a] > threshold)
                            .limit(Math.max(0, most - kept))
                            .toArray();
            rest.add_(graphs.sum());
            if (which.length > 0) {
                Tensor exceptions = Scope.keep(graphs.graphs(which));
                rest.sub_(exceptions.sum(0));
                apart.add(exceptions);
            }
            kept += which.length;
            together += graphs.count() - which.length;
        }
    }

    /** Places of the nodes. */
    Grid grid() {
        return grid;
    }

    /** Layers on this grid. */
    int layers() {
        return layers;
    }

    /** Graphs of all draws. */
    int count() {
        return together + kept;
    }

    /** The sum of all of them, {@code (N, N)}, owned by the caller's scope. */
    Tensor sum() {
        return Scope.tidy(
                () -> {
                    Tensor sum = rest.clone();
                    apart.forEach(S -> sum.add_(S.sum(0), new Scalar(1)));
                    return sum;
                });
    }

    /** Rayleigh values of the graphs that were kept, over the channels of {@code (1, C, h, w)}. */
    double[] keptValues(Tensor X, Resample g) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard();
                GraphSplit split = split()) {
            Tensor Z = Columns.unit(Columns.on(grid, X, g)); // (C, N)
            Tensor Y = Z.matmul(split.apart()); // (r, C, N)
            return Plain.doubles(Y.mul(Z).sum(-1)); // (r, C)
        }
    }

    /** Hands over the sum and the graphs beside it. */
    GraphSplit split() {
        long N = grid.size();
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            TensorVector all = new TensorVector(apart.toArray(Tensor[]::new));
            Tensor exceptions = apart.isEmpty() ? empty(0, N, N) : cat(all, 0);
            return new GraphSplit(Scope.keep(rest.clone()), together, Scope.keep(exceptions));
        }
    }

    @Override
    public void close() {
        Scope.release(rest);
        apart.forEach(Scope::release);
    }
}
