package org.symbiosis.spectral;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/** One product with all graphs: Y = S z gives the values z'Y and half of their gradient. */
final class OneProductSum implements RayleighSum {
    private final GridGraphs graphs;
    private int calls;

    OneProductSum(GridGraphs graphs) {
        this.graphs = graphs;
    }

    @Override
    public Tensor of(Tensor Z) {
        calls++;
        return Scope.tidy(
                () -> {
                    Values at = Values.of(graphs, Z);
                    return RayleighSum.surrogate(Z, at.gradient(), at.sum());
                });
    }

    @Override
    public int fullEvaluations() {
        return calls;
    }

    /**
     * What one evaluation of all graphs yields.
     *
     * @param z the columns, {@code (N, C)} or {@code (m, N, C)}
     * @param Y the products S z, {@code (m, N, C)}
     * @param v the values, {@code (m, C)}
     */
    record Values(Tensor z, Tensor Y, Tensor v) {
        static Values of(GridGraphs graphs, Tensor rows) {
            try (NoGradGuard none = new NoGradGuard()) {
                Tensor z = rows.detach().transpose(-2, -1).contiguous();
                Tensor Y = graphs.products(z);
                return new Values(z, Y, Y.mul(z).sum(1));
            }
        }

        /** The sum of |v - 1|. */
        double sum() {
            return v.sub(new Scalar(1)).abs().sum().item_double();
        }

        /** Its gradient with respect to the columns, in their shape as rows. */
        Tensor gradient() {
            try (NoGradGuard none = new NoGradGuard()) {
                Tensor sign = v.sub(new Scalar(1)).sign().unsqueeze(1); // (m, 1, C)
                Tensor W = Y.mul(sign);
                Tensor all = z.dim() == 2 ? W.sum(0) : W;
                return all.mul(new Scalar(2)).transpose(-2, -1);
            }
        }
    }
}
