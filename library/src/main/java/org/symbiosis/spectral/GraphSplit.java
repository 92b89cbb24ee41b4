package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * The graphs of a grid, most of them as their sum: where all their values are at most 1, the sum of
 * |v - 1| is linear in them.
 *
 * @param rest the sum of the graphs that are taken together, {@code (N, N)}; kept
 * @param together how many they are
 * @param apart the others, {@code (r, N, N)}; kept
 */
record GraphSplit(Tensor rest, int together, Tensor apart) implements AutoCloseable {
    /** All graphs together. */
    static GraphSplit averaged(GridGraphs graphs) {
        return of(graphs, new int[0]);
    }

    /** All together but those named. */
    static GraphSplit of(GridGraphs graphs, int[] apart) {
        long N = graphs.grid().size();
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor exceptions = apart.length == 0 ? empty(0, N, N) : graphs.graphs(apart);
            Tensor rest = graphs.sum().sub(exceptions.sum(0));
            return new GraphSplit(
                    Scope.keep(rest), graphs.count() - apart.length, Scope.keep(exceptions));
        }
    }

    /** The sum of |v - 1| with its gradient, as {@link RayleighSum#of}; Z is {@code (C, N)}. */
    Tensor sum(Tensor Z) {
        return Scope.tidy(
                () -> {
                    double value;
                    Tensor gradient;
                    try (NoGradGuard none = new NoGradGuard()) {
                        Tensor z = Z.detach().t().contiguous(); // (N, C)
                        Tensor W = rest.matmul(z).neg();
                        value = (double) together * Z.size(0) + W.mul(z).sum().item_double();
                        if (apart.size(0) > 0) {
                            Tensor Y = apart.bmm(z.expand(apart.size(0), -1, -1)); // (r, N, C)
                            Tensor over = Y.mul(z).sum(1).sub(new Scalar(1)); // (r, C)
                            W.add_(Y.mul(over.sign().unsqueeze(1)).sum(0));
                            value += over.abs().sum().item_double();
                        }
                        gradient = W.mul_(new Scalar(2)).t();
                    }
                    return RayleighSum.surrogate(Z, gradient, value);
                });
    }

    @Override
    public void close() {
        Scope.release(rest);
        Scope.release(apart);
    }
}
