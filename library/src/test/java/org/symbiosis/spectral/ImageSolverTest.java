package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class ImageSolverTest {
    private static final int CHANNELS = 6;
    private static final Evaluation EXACT = new Evaluation.OneProduct();

    private final Scope scope = Scope.open();

    @AfterEach
    void free() {
        scope.close();
    }

    private static SpectralSolver.Adam direct(Evaluation evaluation) {
        return SpectralSolver.Adam.direct(Objective.Released.by(evaluation)).withSteps(120);
    }

    private static SpectralSolver.Adam conv(Objective objective) {
        return new SpectralSolver.Adam(
                objective, new Parameterisation.Conv(32), Activation.SOFTMAX, 4e-3, 100, 1);
    }

    private static SpectralConfig config(SpectralSolver solver) {
        return SpectralConfig.of(solver).withChannels(CHANNELS);
    }

    private static SpectralFeatures solve(Planted planted, SpectralSolver solver) {
        return new ImageSolver(config(solver)).solve(planted.layers());
    }

    private static double agreement(Planted planted, SpectralFeatures found) {
        int[] labels = Partition.kMeans(found.features(), CHANNELS, Planted.REGIONS);
        return Partition.agreement(labels, planted.labels());
    }

    static Stream<SpectralSolver> solvers() {
        return Stream.of(
                conv(Objective.Released.by(Evaluation.Certified.usual())),
                conv(Objective.Released.by(new Evaluation.Literal())),
                conv(Objective.Laplacian.usual()),
                direct(EXACT),
                direct(Evaluation.Periodic.usual()),
                direct(new Evaluation.Averaged()),
                new SpectralSolver.Eigen(new EigenMethod.Dense(), EigenSolver.First.LEFT_OUT),
                SpectralSolver.Eigen.usual());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void everySolverFindsPlantedRegions(SpectralSolver solver) {
        Planted planted = Planted.on(new Grid(12, 14), 3).withCoarse(new Grid(6, 7), 3);
        SpectralFeatures found = solve(planted, solver);
        assertThat(agreement(planted, found)).isGreaterThan(0.8);
        assertThat(found.values()).isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    static Stream<Evaluation> exactEvaluations() {
        return Stream.of(
                new Evaluation.Literal(),
                Evaluation.Certified.usual(),
                new Evaluation.Certified(1000, 0, 1000, 0.05));
    }

    @ParameterizedTest
    @MethodSource("exactEvaluations")
    void theTrajectoryIsThatOfTheOneProduct(Evaluation evaluation) {
        Planted planted = Planted.on(new Grid(10, 12), 4, 6).withCoarse(new Grid(5, 6), 4);
        double[] expected = losses(planted, EXACT, 80);
        double[] seen = losses(planted, evaluation, 80);
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i]).as("step " + i).isCloseTo(expected[i], within(2e-4));
        }
    }

    private static double[] losses(Planted planted, Evaluation evaluation, int steps) {
        SpectralSolver.Adam adam = direct(evaluation);
        double[] losses = new double[steps];
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY);
                SpectralLoss loss = SpectralLoss.of(adam.objective(), graphs);
                Descent descent = new ImageSolver(config(adam)).descent(adam, graphs.finest())) {
            for (int i = 0; i < steps; i++) {
                losses[i] = descent.pass(loss);
            }
        }
        return losses;
    }

    @Test
    void theCertifiedGuardIsExactAlongAPathAndSavesEvaluations() {
        Planted planted = Planted.on(new Grid(10, 10), 5, 6);
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY)) {
            GridGraphs grid = graphs.grids().get(0);
            Evaluation rule = new Evaluation.Certified(10, 0, 1, 0.02);
            Tensor from = map(planted, 0);
            Tensor to = map(planted, 1);
            try (RayleighSum guard = RayleighSum.of(grid, rule, GraphSet.MEMORY);
                    RayleighSum exact = RayleighSum.of(grid, EXACT, 0)) {
                for (int step = 0; step < 60; step++) {
                    Tensor X = from.lerp(to, new org.bytedeco.pytorch.Scalar(step / 60.0));
                    Tensor a = Columns.of(X, grid, Resample.POOL).detach().requires_grad_(true);
                    Tensor b = a.detach().clone().requires_grad_(true);
                    Tensor guarded = guard.of(a);
                    Tensor literal = exact.of(b);
                    guarded.backward();
                    literal.backward();
                    assertThat(guarded.item_double())
                            .isCloseTo(literal.item_double(), within(1e-3));
                    double off = a.grad().sub(b.grad()).abs().max().item_double();
                    assertThat(off).isLessThan(1e-4 * b.grad().abs().max().item_double());
                }
                assertThat(guard.fullEvaluations()).isBetween(2, 40);
            }
        }
    }

    /** Soft indicators of the planted regions, sharper with {@code step}. */
    private static Tensor map(Planted planted, int step) {
        float[] logits = new float[Planted.REGIONS * planted.labels().length];
        for (int i = 0; i < planted.labels().length; i++) {
            logits[planted.labels()[i] * planted.labels().length + i] = 2 + step;
        }
        return Plain.tensor(
                        logits, 1, Planted.REGIONS, planted.grid().rows(), planted.grid().columns())
                .softmax(1);
    }

    @Test
    void theBoundOfANormIsOneAndCloseToIt() {
        Planted planted = Planted.on(new Grid(7, 9), 6, 8);
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY)) {
            GridGraphs grid = graphs.grids().get(0);
            double[] bounds = Plain.doubles(SpectralNorms.of(grid));
            for (int a = 0; a < bounds.length; a++) {
                Tensor S = grid.graphs(new int[] {a}).select(0, 0);
                double norm = torch.linalg_eigh(S).get0().abs().max().item_double();
                assertThat(bounds[a]).isBetween(norm, norm * 1.3);
            }
        }
    }

    @Test
    void aSinkMisleadsTheMeanAndNotTheGuard() {
        Planted planted = Planted.on(new Grid(10, 10), 7, 9);
        SpectralFeatures exact = solve(planted, direct(EXACT));
        SpectralFeatures guarded = solve(planted, direct(Evaluation.Certified.usual()));
        SpectralFeatures averaged = solve(planted, direct(new Evaluation.Averaged()));
        assertThat(guarded.objective()).isCloseTo(exact.objective(), within(5e-3));
        assertThat(averaged.objective()).isGreaterThan(exact.objective() + 0.01);
        assertThat(averaged.diagnostics().largestValue())
                .isGreaterThan(exact.diagnostics().largestValue() + 0.2);
        assertThat(guarded.diagnostics().riskSet()).isPositive();
    }

    @Test
    void theLaplacianKnowsNoSinks() {
        Planted planted = Planted.on(new Grid(10, 10), 7, 9);
        SpectralFeatures found = solve(planted, conv(Objective.Laplacian.usual()));
        assertThat(found.diagnostics().largestValue()).isLessThanOrEqualTo(1 + 1e-4);
        assertThat(found.diagnostics().hasSinks()).isFalse();
    }

    @Test
    void permutingPlacesPermutesTheGradient() {
        Grid grid = new Grid(4, 6);
        Planted planted = Planted.on(grid, 8);
        long[] order = new long[24];
        int[] shuffled = SplitMix.of(1).permutation(24);
        Arrays.setAll(order, i -> shuffled[i]);
        Tensor index = Plain.tensor(order, 24);
        List<AttentionLayer> permuted =
                planted.layers().stream()
                        .map(
                                l ->
                                        new AttentionLayer(
                                                l.name(),
                                                grid,
                                                l.q().index_select(2, index),
                                                l.k().index_select(2, index),
                                                l.v().index_select(2, index)))
                        .toList();
        Tensor x = torch.randn(3, 24);
        Tensor plain = gradient(planted.layers(), x);
        Tensor moved = gradient(permuted, x.index_select(1, index));
        double off = moved.sub(plain.index_select(1, index)).abs().max().item_double();
        assertThat(off).isLessThan(1e-6);
    }

    private static Tensor gradient(List<AttentionLayer> layers, Tensor x) {
        Tensor leaf = x.clone().requires_grad_(true);
        try (GraphSet graphs = GraphSet.of(layers, Affinity.QUERY_KEY);
                SpectralLoss loss = SpectralLoss.of(Objective.Released.by(EXACT), graphs)) {
            loss.of(leaf.view(1, 3, 4, 6).softmax(1)).backward();
            return leaf.grad().clone();
        }
    }

    @Test
    void recomputedGraphsLeadToTheSameResult() {
        Planted planted = Planted.on(new Grid(8, 8), 9);
        SpectralConfig config = config(direct(Evaluation.Certified.usual()).withSteps(30));
        SpectralFeatures stored = new ImageSolver(config).solve(planted.layers());
        SpectralFeatures tight = new ImageSolver(config.withMemory(0)).solve(planted.layers());
        assertThat(tight.objective()).isCloseTo(stored.objective(), within(1e-3));
    }

    @Test
    void anImageOfOneColourComesThrough() {
        Tensor q = torch.ones(1, 2, 30, 4);
        AttentionLayer flat = new AttentionLayer("flat", new Grid(5, 6), q, q, q);
        SpectralConfig config = config(conv(Objective.Released.by(Evaluation.Certified.usual())));
        SpectralFeatures found = new ImageSolver(config).solve(List.of(flat));
        for (float f : found.features()) {
            assertThat(f).isFinite();
        }
    }

    @Test
    void theSameSeedGivesTheSameFeaturesAndLeavesTheGenerator() {
        Planted planted = Planted.on(new Grid(6, 6), 2);
        SpectralSolver solver = conv(Objective.Released.by(Evaluation.Certified.usual()));
        Seed.set(5);
        float[] before = Plain.floats(torch.rand(2));
        Seed.set(5);
        SpectralFeatures one = solve(planted, solver);
        assertThat(Plain.floats(torch.rand(2))).isEqualTo(before);
        assertThat(solve(planted, solver).features()).isEqualTo(one.features());
    }

    @Test
    void memoryIsFlatOverSteps() {
        Planted planted = Planted.on(new Grid(6, 6), 2);
        SpectralSolver.Adam adam = direct(Evaluation.Certified.usual());
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY);
                SpectralLoss loss = SpectralLoss.of(adam.objective(), graphs);
                Descent descent = new ImageSolver(config(adam)).descent(adam, graphs.finest())) {
            for (int i = 0; i < 40; i++) {
                descent.pass(loss);
            }
            long before = Pointer.totalCount();
            for (int i = 0; i < 60; i++) {
                descent.pass(loss);
            }
            assertThat(Pointer.totalCount() - before).isLessThan(20);
        }
    }

    @Test
    void tooManyChannelsAreRefused() {
        Planted planted = Planted.on(new Grid(2, 3), 2);
        assertThatThrownBy(() -> solve(planted, direct(EXACT)))
                .hasMessageContaining("6 channels need a grid of more than 6 places");
    }
}
