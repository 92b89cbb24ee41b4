package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.ones;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * Upper bounds of the spectral norms of graphs. Their entries are not negative, so the norm is the
 * Perron root, and for every positive x it is at most the largest (S x)_i / x_i (Collatz and
 * Wielandt): power steps then come down to it and are a bound at any time.
 */
final class SpectralNorms {
    private static final int STEPS = 8;
    private static final double ROUNDING = 1e-4;

    private SpectralNorms() {}

    /** A bound for every graph, {@code (m, 1)}; owned by the caller's scope. */
    static Tensor of(GridGraphs graphs) {
        return Scope.tidy(
                () -> {
                    try (NoGradGuard none = new NoGradGuard()) {
                        Tensor x = ones(graphs.count(), graphs.grid().size(), 1);
                        Tensor least = null;
                        for (int step = 0; step < STEPS; step++) {
                            Tensor y = graphs.products(x); // (m, N, 1)
                            Tensor bound = y.div(x).amax(new long[] {1}, false); // (m, 1)
                            least = least == null ? bound : least.minimum(bound);
                            Tensor scaled = y.div(y.amax(new long[] {1}, true));
                            x = scaled.add(new Scalar(1e-6)); // positive, whatever underflowed
                        }
                        return least.mul(new Scalar(1 + ROUNDING));
                    }
                });
    }
}
