package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * {@code valueWeight} mean |v - 1| + {@code orthogonalityWeight} mean O^2 (section 4.1). For
 * symmetric graphs v - 1 is minus the Laplacian's value, so the same sum is its objective.
 */
final class ReleasedLoss implements SpectralLoss {
    private final GraphSet graphs;
    private final Resample g;
    private final List<RayleighSum> sums;
    private final double valueWeight;
    private final double orthogonalityWeight;

    ReleasedLoss(
            GraphSet graphs,
            Evaluation evaluation,
            Resample g,
            double valueWeight,
            double orthogonalityWeight) {
        this.graphs = graphs;
        this.g = g;
        this.valueWeight = valueWeight;
        this.orthogonalityWeight = orthogonalityWeight;
        this.sums =
                graphs.grids().stream()
                        .map(grid -> RayleighSum.of(grid, evaluation, graphs.memory()))
                        .toList();
    }

    @Override
    public Tensor of(Tensor X) {
        return Scope.tidy(
                () -> {
                    Tensor values = zeros(new long[0]);
                    for (int i = 0; i < sums.size(); i++) {
                        GridGraphs grid = graphs.grids().get(i);
                        values = values.add(sums.get(i).of(Columns.of(X, grid, g)));
                    }
                    double each = valueWeight / (graphs.count() * (double) X.size(1));
                    return values.mul(new Scalar(each))
                            .add(orthogonality(graphs, X, g), new Scalar(orthogonalityWeight));
                });
    }

    /**
     * The mean of O^2 over pairs of different columns and over layers: once a layer for random
     * walks, once a head where each graph has columns of its own.
     */
    static Tensor orthogonality(GraphSet graphs, Tensor X, Resample g) {
        Tensor squares = zeros(new long[0]);
        long blocks = 0;
        for (GridGraphs grid : graphs.grids()) {
            Tensor Z = Columns.of(X, grid, g); // (C, N) or (m, C, N)
            Tensor O = Columns.offDiagonal(Z);
            int copies = Z.dim() == 2 ? grid.layers().size() : 1;
            blocks += Z.dim() == 2 ? copies : Z.size(0);
            squares = squares.add(O.square().sum(), new Scalar(copies));
        }
        double entries = (double) blocks * X.size(1) * (X.size(1) - 1);
        return squares.div(new Scalar(Math.max(1, entries)));
    }

    @Override
    public double riskSet() {
        return sums.stream().mapToDouble(RayleighSum::riskSet).sum();
    }

    @Override
    public double fullEvaluations() {
        return sums.stream().mapToInt(RayleighSum::fullEvaluations).average().orElse(0);
    }

    @Override
    public void close() {
        sums.forEach(RayleighSum::close);
    }
}
