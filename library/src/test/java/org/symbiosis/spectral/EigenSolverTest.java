package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.EigenSolver.First;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class EigenSolverTest {
    private static final Grid SQUARE = new Grid(14, 14);
    private final Scope scope = Scope.open();

    @AfterEach
    void free() {
        scope.close();
    }

    private static SpectralFeatures solve(Planted planted, EigenMethod method) {
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY)) {
            return new EigenSolver(8, method, First.LEFT_OUT, 1).solve(graphs);
        }
    }

    @ParameterizedTest
    @CsvSource({"14, 14", "10, 18", "18, 9"})
    void findsPlantedRegions(int rows, int columns) {
        Planted planted = Planted.on(new Grid(rows, columns), 3);
        SpectralFeatures found = solve(planted, EigenMethod.Krylov.usual());
        int[] labels = Partition.kMeans(found.features(), 8, Planted.REGIONS);
        assertThat(Partition.agreement(labels, planted.labels())).isGreaterThan(0.95);
    }

    @Test
    void theIterationAgreesWithTheDenseSolver() {
        Planted planted = Planted.on(SQUARE, 5).withCoarse(new Grid(7, 7), 5);
        SpectralFeatures dense = solve(planted, new EigenMethod.Dense());
        SpectralFeatures krylov = solve(planted, new EigenMethod.Krylov(6, 4, 20, 1e-6));
        for (int c = 0; c < 8; c++) {
            assertThat((double) krylov.values()[c]).isCloseTo(dense.values()[c], within(2e-4));
        }
        assertThat(krylov.objective()).isCloseTo(dense.objective(), within(1e-2));
    }

    @Test
    void foldingACoarseGraphKeepsItsConstantColumnAtOne() {
        Planted planted = Planted.on(SQUARE, 5).withCoarse(new Grid(7, 7), 5);
        try (GraphSet graphs = GraphSet.of(planted.layers(), Affinity.QUERY_KEY)) {
            Tensor mean = FoldedMean.of(graphs, Resample.POOL);
            Tensor one =
                    torch.ones(SQUARE.size(), 1)
                            .div(torch.ones(1).mul(new org.bytedeco.pytorch.Scalar(14.0)));
            assertThat(one.t().matmul(mean).matmul(one).item_double()).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void recomputedGraphsGiveTheSameAsStoredOnes() {
        Planted planted = Planted.on(new Grid(6, 8), 2);
        try (GraphSet stored = GraphSet.of(planted.layers(), Affinity.QUERY_KEY);
                GraphSet tight = tight(planted)) {
            GridGraphs a = stored.grids().get(0);
            GridGraphs b = tight.grids().get(0);
            assertThat(b).isInstanceOf(RecomputedGraphs.class);
            Tensor X = torch.randn(48, 3);
            assertClose(a.products(X), b.products(X));
            assertClose(a.sum(), b.sum());
            assertClose(a.graphs(new int[] {4, 1}), b.graphs(new int[] {4, 1}));
        }
    }

    @Test
    void anImageOfOneColourHasOneValueAndNoMore() {
        Grid grid = new Grid(5, 7);
        Tensor q = torch.ones(1, 2, 35, 4);
        AttentionLayer flat = new AttentionLayer("flat", grid, q, q, q);
        try (GraphSet graphs = GraphSet.of(List.of(flat), Affinity.VALUE_VALUE)) {
            SpectralFeatures found =
                    new EigenSolver(4, EigenMethod.Krylov.usual(), First.COUNTED, 0).solve(graphs);
            assertThat((double) found.values()[0]).isCloseTo(1, within(1e-5));
            assertThat((double) found.values()[1]).isCloseTo(0, within(1e-5));
            assertThat(found.features()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void moreChannelsThanPlacesAreRefused() {
        Planted planted = Planted.on(new Grid(2, 4), 2);
        assertThatThrownBy(() -> solve(planted, new EigenMethod.Dense()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 channels need a grid of more than 8 places");
    }

    @Test
    void layersOfSeveralImagesAreRefused() {
        Tensor q = torch.ones(2, 2, 6, 4);
        AttentionLayer two = new AttentionLayer("both", new Grid(2, 3), q, q, q);
        assertThatThrownBy(() -> GraphSet.of(List.of(two), Affinity.QUERY_KEY))
                .hasMessageContaining("holds 2 images");
    }

    private static GraphSet tight(Planted planted) {
        return GraphSet.of(planted.layers(), Affinity.QUERY_KEY, GraphForm.RANDOM_WALK, 0);
    }

    private static void assertClose(Tensor a, Tensor b) {
        double[] x = Plain.doubles(a);
        double[] y = Plain.doubles(b);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).isCloseTo(x[i], within(1e-5));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
