package org.symbiosis.spectral;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * A rough map that is no worse than a guess: places are grouped by their scaled eigenvectors, and
 * each group is the softmax of logits of 2. It begins with the places that are farthest from one
 * another, so that nothing is random.
 */
final class PilotMap {
    private static final int ROUNDS = 10;
    private static final double LOGIT = 2;

    private PilotMap() {}

    /**
     * The map over the eigenvectors of a mean graph.
     *
     * @param mean symmetric, {@code (N, N)}
     * @return {@code (1, C, h, w)}, owned by the caller's scope
     */
    static Tensor of(Tensor mean, int channels, Grid grid, long seed) {
        return Scope.tidy(
                () -> {
                    try (NoGradGuard none = new NoGradGuard()) {
                        Eigenpairs pairs =
                                Eigenpairs.leading(
                                        SymmetricOperator.of(mean),
                                        channels,
                                        EigenMethod.Krylov.usual(),
                                        seed);
                        Tensor scale = Plain.tensor(pairs.values(), channels);
                        Tensor X = pairs.vectors().mul(scale.to(ScalarType.Float));
                        return soft(groups(X, channels), channels, grid);
                    }
                });
    }

    /** The number of each place's group, {@code (N)}. */
    private static Tensor groups(Tensor X, int count) { // (N, C)
        Tensor centres = farthest(X, count); // (k, C)
        for (int round = 0; round < ROUNDS; round++) {
            Tensor members =
                    torch.one_hot(nearest(X, centres), count).to(X.scalar_type()); // (N, k)
            Tensor sizes = members.sum(0).unsqueeze(1); // (k, 1)
            Tensor means = members.t().matmul(X).div(sizes.clamp_min(new Scalar(1)));
            centres = torch.where(sizes.gt(new Scalar(0)), means, centres);
        }
        return nearest(X, centres);
    }

    private static Tensor farthest(Tensor X, int count) {
        Tensor chosen = X.square().sum(1).argmax().view(1);
        for (int i = 1; i < count; i++) {
            Tensor least = distances(X, X.index_select(0, chosen)).amin(new long[] {1}, false);
            chosen = torch.cat(new TensorVector(chosen, least.argmax().view(1)), 0);
        }
        return X.index_select(0, chosen);
    }

    private static Tensor nearest(Tensor X, Tensor centres) {
        return distances(X, centres).argmin(new LongOptional(1), false);
    }

    private static Tensor distances(Tensor X, Tensor centres) { // (N, k), squared
        Tensor cross = X.matmul(centres.t()).mul(new Scalar(-2));
        return cross.add(X.square().sum(1).unsqueeze(1)).add(centres.square().sum(1));
    }

    private static Tensor soft(Tensor groups, int channels, Grid grid) {
        Tensor logits = torch.one_hot(groups, channels).to(ScalarType.Float);
        return logits.mul(new Scalar(LOGIT))
                .softmax(1)
                .t()
                .reshape(1, channels, grid.rows(), grid.columns());
    }
}
