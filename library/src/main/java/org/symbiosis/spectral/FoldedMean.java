package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
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

    /**
     * The graphs of one grid.
     *
     * @param sum of them, {@code (N', N')}
     * @param count how many they are
     */
    record Part(Grid grid, Tensor sum, int count) {}

    /** The mean, {@code (N, N)}, symmetric; owned by the caller's scope. */
    static Tensor of(GraphSet graphs, Resample g) {
        return of(
                graphs.grids().stream().map(p -> new Part(p.grid(), p.sum(), p.count())).toList(),
                g);
    }

    /** The mean of parts, the finest grid last. */
    static Tensor of(List<Part> parts, Resample g) {
        Grid fine = parts.get(parts.size() - 1).grid();
        int graphs = parts.stream().mapToInt(Part::count).sum();
        return Scope.tidy(
                () -> {
                    try (NoGradGuard none = new NoGradGuard()) {
                        Tensor mean = zeros(fine.size(), fine.size());
                        parts.forEach(part -> add(mean, part, fine, g, graphs));
                        return mean;
                    }
                });
    }

    private static void add(Tensor mean, Part part, Grid fine, Resample g, int graphs) {
        try (Scope s = Scope.open()) {
            if (part.grid().equals(fine)) {
                mean.add_(part.sum(), new Scalar(1.0 / graphs));
            } else {
                Tensor R = g.matrix(fine, part.grid()); // (N', N)
                double length = (double) fine.size() / part.grid().size();
                Tensor folded = R.t().matmul(part.sum().matmul(R)); // (N, N)
                mean.add_(folded, new Scalar(length / graphs));
            }
        }
    }
}
