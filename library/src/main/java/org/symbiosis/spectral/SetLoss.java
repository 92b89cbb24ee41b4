package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * The released objective over sparse graphs (section 5): mean(32/r |v - 1|) over layers x channels
 * plus mean(32/r O^2) over layers x pairs, columns of unit length over all places of all images.
 */
record SetLoss(List<SetGraph> graphs) {
    /** The objective at maps {@code (B, C, side, side)}, differentiable. */
    Tensor of(Tensor X) {
        return Scope.tidy(
                () -> {
                    long C = X.size(1);
                    double values = (double) graphs.size() * C;
                    double pairs = Math.max(1, values * (C - 1));
                    Tensor loss = zeros(new long[0]);
                    for (SetGraph graph : graphs) {
                        Tensor Z = columns(X, graph);
                        Tensor O = Columns.offDiagonal(Z).square().sum();
                        loss =
                                loss.add(value(Z, graph), new Scalar(graph.weight() / values))
                                        .add(O, new Scalar(graph.weight() / pairs));
                    }
                    return loss;
                });
    }

    /** The columns on a layer's grid, over all places of all images: {@code (C, B N)}. */
    static Tensor columns(Tensor X, SetGraph graph) {
        Tensor pooled = Resample.POOL.to(X, graph.grid()); // (B, C, r, r)
        return Columns.unit(pooled.transpose(0, 1).reshape(X.size(1), -1));
    }

    private static Tensor value(Tensor Z, SetGraph graph) {
        Tensor gradient;
        double sum;
        try (NoGradGuard none = new NoGradGuard()) {
            Tensor z = Z.detach().t().contiguous(); // (B N, C)
            Tensor Y = graph.S().matmul(z);
            Tensor over = Y.mul(z).sum(0).sub(new Scalar(1)); // (C)
            sum = over.abs().sum().item_double();
            gradient = Y.mul(over.sign()).mul(new Scalar(2)).t();
        }
        return RayleighSum.surrogate(Z, gradient, sum);
    }

    /** The Rayleigh values of a layer, {@code (C)}. */
    static Tensor values(Tensor X, SetGraph graph) {
        Tensor z = columns(X, graph).t().contiguous();
        return graph.S().matmul(z).mul(z).sum(0);
    }
}
