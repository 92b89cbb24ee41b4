package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * The mean of all graphs as one graph on the finest grid. Pooling is linear, so a coarse graph S
 * becomes R'SR; the factor N / N' makes up for the length that a column loses by pooling.
 */
final class FoldedMean {
    private FoldedMean() {}

    /** The mean, {@code (N, N)}, symmetric; owned by the caller's scope. */
    static Tensor of(GraphSet graphs, Resample g) {
        Grid fine = graphs.finest();
        return Scope.tidy(
                () -> {
                    try (NoGradGuard none = new NoGradGuard()) {
                        Tensor mean = zeros(fine.size(), fine.size());
                        for (GridGraphs grid : graphs.grids()) {
                            add(mean, grid, fine, g, graphs.count());
                        }
                        return mean;
                    }
                });
    }

    private static void add(Tensor mean, GridGraphs grid, Grid fine, Resample g, int graphs) {
        try (Scope s = Scope.open()) {
            if (grid.grid().equals(fine)) {
                mean.add_(grid.sum(), new Scalar(1.0 / graphs));
            } else {
                Tensor R = g.matrix(fine, grid.grid()); // (N', N)
                double length = (double) fine.size() / grid.grid().size();
                Tensor folded = R.t().matmul(grid.sum().matmul(R)); // (N, N)
                mean.add_(folded, new Scalar(length / graphs));
            }
        }
    }
}
