package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Makes dense features of one image by a model whose attention changes from draw to draw.
 *
 * @param config how features are found
 * @param drawing how many draws are made
 */
public record DrawSolver(SpectralConfig config, Drawing drawing) {
    private static final int PASSES = 20;

    /** Checks that the two go together. */
    public DrawSolver {
        boolean released =
                config.solver() instanceof SpectralSolver.Adam a
                        && a.objective() instanceof Objective.Released;
        boolean eigen = config.solver() instanceof SpectralSolver.Eigen;
        if (drawing instanceof Drawing.Averaged && !released && !eigen) {
            throw new IllegalArgumentException(
                    "draws are averaged for the released objective or for eigenvectors only");
        }
        if (drawing instanceof Drawing.Buffered && eigen) {
            throw new IllegalArgumentException(
                    "eigenvectors need the mean of all draws, not a buffer of them");
        }
    }

    /** The released loop: a buffer of 5 sets, 20 passes a step. */
    public static DrawSolver buffered() {
        SpectralSolver.Adam adam =
                SpectralSolver.Adam.conv(Objective.Released.by(new Evaluation.OneProduct()));
        return new DrawSolver(
                SpectralConfig.of(adam.withAccumulate(PASSES)), Drawing.Buffered.usual());
    }

    /** 30 draws summed beforehand, then 100 steps without the model. */
    public static DrawSolver averaged() {
        return new DrawSolver(
                SpectralConfig.released(new Evaluation.OneProduct()), Drawing.Averaged.usual());
    }

    /** Solves for one image. */
    public SpectralFeatures solve(AttentionDraws draws) {
        return drawing instanceof Drawing.Buffered b
                ? buffered(draws, b)
                : averaged(draws, (Drawing.Averaged) drawing);
    }

    private SpectralFeatures buffered(AttentionDraws draws, Drawing.Buffered rule) {
        SpectralSolver.Adam adam = (SpectralSolver.Adam) config.solver();
        ImageSolver solver = new ImageSolver(config);
        try (GraphBuffer buffer = new GraphBuffer(config, adam, rule, draws)) {
            SpectralLoss first = buffer.next();
            try (Descent descent = solver.descent(adam, buffer.graphs().finest());
                    Scope s = Scope.open()) {
                descent.pass(first);
                for (int p = 1; p < Descent.passes(adam.steps(), adam.accumulate()); p++) {
                    descent.pass(buffer.next());
                }
                return solver.read(
                        descent.map(), buffer.graphs(), adam.objective().resample(), buffer.loss());
            }
        }
    }

    private SpectralFeatures averaged(AttentionDraws draws, Drawing.Averaged rule) {
        List<DrawnMean> means = new ArrayList<>();
        try (Scope s = Scope.open()) {
            Tensor pilot = null;
            for (int d = 0; d < rule.draws(); d++) {
                Tensor before = pilot;
                // The pilot is renewed after 1, 2, 4, ... draws: the mean settles ever more slowly.
                boolean renewed = (d & (d + 1)) == 0;
                int number = d;
                Tensor now =
                        Scope.tidy(() -> add(draws, number, rule, means, renewed ? null : before));
                if (before != null) {
                    before.close();
                }
                pilot = now;
            }
            return config.solver() instanceof SpectralSolver.Eigen e
                    ? eigen(means, e)
                    : descend(means, (SpectralSolver.Adam) config.solver());
        } finally {
            means.forEach(DrawnMean::close);
        }
    }

    /** Adds a draw; the pilot it was judged by, fresh. */
    private Tensor add(
            AttentionDraws draws,
            int number,
            Drawing.Averaged rule,
            List<DrawnMean> means,
            Tensor pilot) {
        List<AttentionLayer> layers = draws.draw(SplitMix.of(config.seed(), 22, number));
        try (GraphSet graphs =
                GraphSet.of(layers, config.affinity(), GraphForm.RANDOM_WALK, config.memory())) {
            if (means.isEmpty()) {
                graphs.grids().forEach(g -> means.add(new DrawnMean(g.grid(), g.layers().size())));
            }
            Tensor mean = number == 0 ? FoldedMean.of(graphs, Resample.POOL) : folded(means);
            Tensor X =
                    pilot == null
                            ? PilotMap.of(mean, config.channels(), graphs.finest(), config.seed())
                            : pilot.clone();
            for (int i = 0; i < means.size(); i++) {
                GridGraphs grid = graphs.grids().get(i);
                long each = StoredGraphs.bytes(grid.grid(), 1);
                means.get(i)
                        .add(
                                grid,
                                Columns.of(X, grid, Resample.POOL),
                                rule.threshold(),
                                (int) Math.min(Integer.MAX_VALUE, config.memory() / each));
            }
            return X;
        }
    }

    private static Tensor folded(List<DrawnMean> means) {
        return FoldedMean.of(
                means.stream().map(m -> new FoldedMean.Part(m.grid(), m.sum(), m.count())).toList(),
                Resample.POOL);
    }

    private SpectralFeatures descend(List<DrawnMean> means, SpectralSolver.Adam adam) {
        Objective.Released objective = (Objective.Released) adam.objective();
        List<LossTerm> terms = terms(means, objective.resample());
        Grid grid = means.get(means.size() - 1).grid();
        try (SpectralLoss loss =
                        new ReleasedLoss(
                                terms, objective.valueWeight(), objective.orthogonalityWeight());
                Descent descent = new ImageSolver(config).descent(adam, grid)) {
            int passes = Descent.passes(adam.steps(), adam.accumulate());
            for (int pass = 0; pass < passes; pass++) {
                descent.pass(loss);
            }
            try (Scope s = Scope.open()) {
                Tensor X = descent.map();
                Orthogonalisation found = ImageSolver.orthogonal(X);
                return features(
                        means,
                        X,
                        objective.resample(),
                        found.eigenvectors(),
                        found.values(),
                        found.values());
            }
        }
    }

    private SpectralFeatures eigen(List<DrawnMean> means, SpectralSolver.Eigen solver) {
        Grid grid = means.get(means.size() - 1).grid();
        int C = config.channels();
        try (Scope s = Scope.open()) {
            Eigenpairs pairs =
                    Eigenpairs.leading(
                            SymmetricOperator.of(folded(means)), C, solver.method(), config.seed());
            double[] U = Plain.doubles(pairs.vectors());
            Orthogonalisation.pointUp(U, grid.size(), C);
            Tensor X = pairs.vectors().t().reshape(1, C, grid.rows(), grid.columns());
            return features(
                    means,
                    X,
                    Resample.POOL,
                    U,
                    pairs.values(),
                    solver.first().weights(pairs.values()));
        }
    }

    private static List<LossTerm> terms(List<DrawnMean> means, Resample g) {
        return means.stream().map(m -> LossTerm.of(m, g)).toList();
    }

    private SpectralFeatures features(
            List<DrawnMean> means,
            Tensor X,
            Resample g,
            double[] U,
            double[] values,
            double[] weights) {
        Grid grid = means.get(means.size() - 1).grid();
        try (SpectralLoss released = new ReleasedLoss(terms(means, g), 2, 2);
                NoGradGuard none = new NoGradGuard()) {
            double objective = released.of(X).item_double();
            return EigenSolver.features(
                    grid,
                    config.channels(),
                    U,
                    values,
                    weights,
                    objective,
                    diagnostics(means, X, g, released.riskSet()));
        }
    }

    /** Values of the graphs that were kept one by one; of the others only the mean is known. */
    private SpectralDiagnostics diagnostics(
            List<DrawnMean> means, Tensor X, Resample g, double riskSet) {
        double[] kept =
                means.stream().flatMapToDouble(m -> Arrays.stream(m.keptValues(X, g))).toArray();
        double all = means.stream().mapToInt(DrawnMean::count).sum() * (double) X.size(1);
        double above = Arrays.stream(kept).filter(v -> v > 1).count();
        double[] leading =
                Eigenpairs.leading(
                                SymmetricOperator.of(folded(means)),
                                config.channels() + 1,
                                EigenMethod.Krylov.usual(),
                                config.seed())
                        .values();
        return new SpectralDiagnostics(
                above / all,
                Arrays.stream(kept).max().orElse(0),
                riskSet,
                0,
                leading[leading.length - 2] - leading[leading.length - 1]);
    }
}
