package org.symbiosis.spectral;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * Makes dense features of one image, as a configuration says. Images are independent: several
 * threads may each solve for one.
 */
public record ImageSolver(SpectralConfig config) {
    /**
     * Solves for one image.
     *
     * @param layers of one image each; stay the caller's
     */
    public SpectralFeatures solve(List<AttentionLayer> layers) {
        try (Scope s = Scope.open();
                GraphSet graphs =
                        GraphSet.of(
                                layers,
                                config.affinity(),
                                config.solver().form(),
                                config.memory())) {
            return solve(graphs);
        }
    }

    /**
     * Solves over graphs that exist already.
     *
     * @param graphs stays the caller's; normalised as the solver needs it
     */
    public SpectralFeatures solve(GraphSet graphs) {
        if (config.solver() instanceof SpectralSolver.Eigen eigen) {
            return new EigenSolver(config.channels(), eigen.method(), eigen.first(), config.seed())
                    .solve(graphs);
        }
        SpectralSolver.Adam adam = (SpectralSolver.Adam) config.solver();
        try (SpectralLoss loss = SpectralLoss.of(adam.objective(), graphs);
                Descent descent = descent(adam, graphs.finest())) {
            int passes = Descent.passes(adam.steps(), adam.accumulate());
            for (int pass = 0; pass < passes; pass++) {
                descent.pass(loss);
            }
            try (Scope s = Scope.open()) {
                return read(descent.map(), graphs, adam.objective().resample(), loss);
            }
        }
    }

    /** A descent from fresh values. */
    Descent descent(SpectralSolver.Adam adam, Grid grid) {
        if (grid.size() <= config.channels()) {
            throw new IllegalArgumentException(
                    "%d channels need a grid of more than %d places"
                            .formatted(config.channels(), grid.size()));
        }
        FeatureMap map = adam.parameterisation().create(config.channels(), grid, config.seed());
        return new Descent(map, adam.activation(), adam.rate(), adam.accumulate());
    }

    /** Features of a map: unit channels over places, turned (Eq. 4.8), and what graphs say. */
    SpectralFeatures read(Tensor X, GraphSet graphs, Resample g, SpectralLoss loss) {
        Grid grid = graphs.finest();
        Orthogonalisation found = orthogonal(X);
        RayleighValues at = RayleighValues.of(graphs, X, g);
        SpectralDiagnostics diagnostics =
                new SpectralDiagnostics(
                        at.shareAboveOne(),
                        at.largest(),
                        loss.riskSet(),
                        loss.fullEvaluations(),
                        eigengap(graphs));
        return EigenSolver.features(
                grid,
                config.channels(),
                found.eigenvectors(),
                found.values(),
                found.values(),
                at.objective(),
                diagnostics);
    }

    /** The read-out of a map {@code (1, C, h, w)}. */
    static Orthogonalisation orthogonal(Tensor X) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            return Orthogonalisation.of(Columns.unit(X.reshape(X.size(1), -1)).t());
        }
    }

    private double eigengap(GraphSet graphs) {
        try (Scope s = Scope.open()) {
            EigenSolver eigen =
                    new EigenSolver(
                            config.channels(),
                            EigenMethod.Krylov.usual(),
                            EigenSolver.First.COUNTED,
                            config.seed());
            double[] values = eigen.pairs(graphs).values();
            return values[config.channels() - 1] - values[config.channels()];
        }
    }
}
