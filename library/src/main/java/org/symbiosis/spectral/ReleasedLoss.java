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
    private final List<LossTerm> terms;
    private final double valueWeight;
    private final double orthogonalityWeight;

    /** Takes over the terms' sums and closes them. */
    ReleasedLoss(List<LossTerm> terms, double valueWeight, double orthogonalityWeight) {
        this.terms = List.copyOf(terms);
        this.valueWeight = valueWeight;
        this.orthogonalityWeight = orthogonalityWeight;
    }

    /** Over graphs that can be asked one by one; they stay the caller's. */
    static List<LossTerm> terms(GraphSet graphs, Evaluation evaluation, Resample g) {
        return graphs.grids().stream()
                .map(grid -> LossTerm.of(grid, evaluation, g, graphs.memory()))
                .toList();
    }

    @Override
    public Tensor of(Tensor X) {
        return Scope.tidy(
                () -> {
                    List<Tensor> columns = terms.stream().map(t -> t.columns().apply(X)).toList();
                    Tensor values = zeros(new long[0]);
                    int graphs = 0;
                    for (int i = 0; i < terms.size(); i++) {
                        values = values.add(terms.get(i).sum().of(columns.get(i)));
                        graphs += terms.get(i).graphs();
                    }
                    double each = valueWeight / (graphs * (double) X.size(1));
                    return values.mul(new Scalar(each))
                            .add(
                                    LossTerm.orthogonality(terms, columns),
                                    new Scalar(orthogonalityWeight));
                });
    }

    @Override
    public double riskSet() {
        return terms.stream().mapToDouble(t -> t.sum().riskSet()).sum();
    }

    @Override
    public double fullEvaluations() {
        return terms.stream().mapToInt(t -> t.sum().fullEvaluations()).average().orElse(0);
    }

    @Override
    public void close() {
        terms.forEach(t -> t.sum().close());
    }
}
