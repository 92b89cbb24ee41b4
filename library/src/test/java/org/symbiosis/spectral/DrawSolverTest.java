package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

class DrawSolverTest {
    private static final Planted IMAGE;
    private static final int CHANNELS = 6;

    static {
        try (Scope s = Scope.open()) {
            IMAGE = Planted.on(new Grid(10, 12), 4);
        }
    }

    private static SpectralSolver.Adam adam(int steps, int accumulate) {
        return SpectralSolver.Adam.direct(Objective.Released.by(new Evaluation.OneProduct()))
                .withSteps(steps)
                .withAccumulate(accumulate);
    }

    private static SpectralConfig config(SpectralSolver solver) {
        return SpectralConfig.of(solver).withChannels(CHANNELS);
    }

    static Stream<DrawSolver> solvers() {
        return Stream.of(
                new DrawSolver(config(adam(100, 2)), Drawing.Buffered.usual()),
                new DrawSolver(config(adam(120, 1)), new Drawing.Averaged(6, 0.95)),
                new DrawSolver(
                        config(SpectralSolver.Eigen.usual()), new Drawing.Averaged(6, 0.95)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void findsPlantedRegions(DrawSolver solver) {
        SpectralFeatures found = solver.solve(random -> IMAGE.draw(random, 0));
        int[] labels = Partition.kMeans(found.features(), CHANNELS, Planted.REGIONS);
        assertThat(Partition.agreement(labels, IMAGE.labels())).isGreaterThan(0.7);
        assertThat(found.objective()).isBetween(0.0, 4.0);
    }

    @Test
    void theBufferMakesFewDrawsAndTheMeanAsManyAsAsked() {
        AtomicInteger drawn = new AtomicInteger();
        AttentionDraws draws =
                random -> {
                    drawn.incrementAndGet();
                    return IMAGE.draw(random, 0);
                };
        new DrawSolver(config(adam(20, 4)), new Drawing.Buffered(3, 0.25)).solve(draws);
        assertThat(drawn.getAndSet(0)).isBetween(8, 40); // 3 at once, then a quarter of 78
        new DrawSolver(config(adam(5, 1)), new Drawing.Averaged(7, 0.95)).solve(draws);
        assertThat(drawn.get()).isEqualTo(7);
    }

    @Test
    void oneDrawOfWhichAllIsKeptIsTheExactObjective() {
        SpectralSolver.Adam adam = adam(40, 1);
        SpectralFeatures drawn =
                new DrawSolver(config(adam), new Drawing.Averaged(1, -1))
                        .solve(random -> IMAGE.draw(SplitMix.of(3), 8));
        SpectralFeatures exact;
        try (Scope s = Scope.open()) {
            exact = new ImageSolver(config(adam)).solve(IMAGE.draw(SplitMix.of(3), 8));
        }
        assertThat(drawn.objective()).isCloseTo(exact.objective(), within(1e-3));
        assertThat(drawn.diagnostics().largestValue())
                .isCloseTo(exact.diagnostics().largestValue(), within(1e-2));
    }

    @Test
    void graphsWithSinksAreKept() {
        SpectralFeatures found =
                new DrawSolver(config(adam(60, 1)), new Drawing.Averaged(4, 0.95))
                        .solve(random -> IMAGE.draw(random, 9));
        assertThat(found.diagnostics().riskSet()).isPositive();
    }

    @Test
    void thePilotIsASoftPartition() {
        try (Scope s = Scope.open();
                GraphSet graphs = GraphSet.of(IMAGE.draw(SplitMix.of(1), 0), Affinity.QUERY_KEY)) {
            Tensor mean = FoldedMean.of(graphs, Resample.POOL);
            Tensor pilot = PilotMap.of(mean, CHANNELS, IMAGE.grid(), 0);
            assertThat(pilot.sum(1).min().item_double()).isCloseTo(1, within(1e-5));
            assertThat(pilot.min().item_double()).isPositive();
            assertThat(pilot.amax(new long[] {2, 3}, false).min().item_double())
                    .as("every group has a place")
                    .isGreaterThan(0.3);
        }
    }

    @Test
    void combinationsWithoutSenseAreRefused() {
        assertThatThrownBy(
                        () -> new DrawSolver(SpectralConfig.laplacian(), Drawing.Averaged.usual()))
                .hasMessageContaining("released objective");
        assertThatThrownBy(() -> new DrawSolver(SpectralConfig.fast(), Drawing.Buffered.usual()))
                .hasMessageContaining("mean of all draws");
    }
}
