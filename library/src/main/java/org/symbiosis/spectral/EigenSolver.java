package org.symbiosis.spectral;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The fast solver: Eq. 4.3 itself, with X'X = I exact, is maximised by the leading eigenvectors of
 * the mean graph. Features are eigenvectors times eigenvalues, so that channels below the eigengap
 * count for little.
 *
 * @param channels C
 * @param method how eigenvectors are found
 * @param first what the very first eigenvector counts for
 * @param seed of the first vectors of an iteration
 */
public record EigenSolver(int channels, EigenMethod method, First first, long seed) {
    private static final Resample FOLD = Resample.POOL;

    /** What the first eigenvector counts for in the features. */
    public enum First {
        /**
         * Nothing: it has one sign everywhere and tells how much attention a place attracts, which
         * parts a few sinks from all the rest (decision 0010).
         */
        LEFT_OUT,
        /** As much as its eigenvalue says. */
        COUNTED;

        /** What eigenvectors are scaled by in the features. */
        double[] weights(double[] values) {
            double[] weights = values.clone();
            weights[0] = this == LEFT_OUT ? 0 : weights[0];
            return weights;
        }
    }

    /** Checks the number of channels. */
    public EigenSolver {
        if (channels < 1) {
            throw new IllegalArgumentException("at least one channel, not " + channels);
        }
    }

    /**
     * Solves for one image.
     *
     * @param graphs stays the caller's; its finest grid must have more places than channels
     */
    public SpectralFeatures solve(GraphSet graphs) {
        Grid grid = graphs.finest();
        if (grid.size() <= channels) {
            throw new IllegalArgumentException(
                    "%d channels need a grid of more than %d places"
                            .formatted(channels, grid.size()));
        }
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Eigenpairs pairs = pairs(graphs);
            double[] U = Plain.doubles(pairs.vectors().narrow(1, 0, channels));
            Orthogonalisation.pointUp(U, grid.size(), channels);
            Tensor X = Plain.tensor(U, grid.size(), channels).to(pairs.vectors().scalar_type());
            RayleighValues at =
                    RayleighValues.of(
                            graphs, X.t().reshape(1, channels, grid.rows(), grid.columns()), FOLD);
            double gap = pairs.values()[channels - 1] - pairs.values()[channels];
            return features(
                    grid,
                    channels,
                    U,
                    pairs.values(),
                    first.weights(pairs.values()),
                    at.objective(),
                    new SpectralDiagnostics(at.shareAboveOne(), at.largest(), 0, 1, gap));
        }
    }

    /** The C + 1 leading eigenpairs of the mean graph. */
    Eigenpairs pairs(GraphSet graphs) {
        Tensor mean = FoldedMean.of(graphs, FOLD);
        return Eigenpairs.leading(SymmetricOperator.of(mean), channels + 1, method, seed);
    }

    /** Eigenvectors and what they are scaled by, as plain floats. */
    static SpectralFeatures features(
            Grid grid,
            int channels,
            double[] U,
            double[] values,
            double[] weights,
            double objective,
            SpectralDiagnostics diagnostics) {
        float[] vectors = new float[U.length];
        float[] scaled = new float[U.length];
        for (int i = 0; i < U.length; i++) {
            vectors[i] = (float) U[i];
            scaled[i] = (float) (U[i] * weights[i % channels]);
        }
        float[] kept = new float[channels];
        for (int c = 0; c < channels; c++) {
            kept[c] = (float) values[c];
        }
        return new SpectralFeatures(grid, channels, scaled, vectors, kept, objective, diagnostics);
    }
}
