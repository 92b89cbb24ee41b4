package org.symbiosis.spectral;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/** Graph by graph, differentiated by the engine: what the fast forms are compared with. */
final class LiteralSum implements RayleighSum {
    private final GridGraphs graphs;
    private int calls;

    LiteralSum(GridGraphs graphs) {
        this.graphs = graphs;
    }

    @Override
    public Tensor of(Tensor Z) {
        calls++;
        return Scope.tidy(
                () -> {
                    Tensor leaf = Z.detach().requires_grad_(true); // (C, N)
                    double sum = 0;
                    for (int a = 0; a < graphs.count(); a++) {
                        sum += oneGraph(leaf, a);
                    }
                    try (NoGradGuard none = new NoGradGuard()) {
                        Tensor gradient = leaf.grad().clone();
                        try (AutoGradMode on = new AutoGradMode(true)) {
                            return RayleighSum.surrogate(Z, gradient, sum);
                        }
                    }
                });
    }

    private double oneGraph(Tensor leaf, int a) {
        try (Scope s = Scope.open();
                AutoGradMode on = new AutoGradMode(true)) {
            Tensor P = graphs.graph(a);
            Tensor Z = leaf.dim() == 3 ? leaf.select(0, a) : leaf;
            Tensor v = Z.matmul(P).mul(Z).sum(-1); // (C)
            Tensor sum = v.sub(new Scalar(1)).abs().sum();
            sum.backward();
            return sum.item_double();
        }
    }

    @Override
    public int fullEvaluations() {
        return calls;
    }
}
