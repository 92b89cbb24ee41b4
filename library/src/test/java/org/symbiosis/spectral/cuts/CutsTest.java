package org.symbiosis.spectral.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.spectral.regions.Regions;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class CutsTest {
    private static final Grid GRID = new Grid(12, 14);
    private static final int D = 8;

    @Test
    void pairsSolveTheEquationAndAreOrthonormal() {
        SimilarityGraph graph =
                SimilarityGraph.of(keys(scene(), 0.4), GRID, new LinkWeight.Weighted(0, 1e-5));
        Eigenpairs pairs = NormalizedCut.solve(graph, 6);
        double[] degrees = graph.degrees();
        assertThat(pairs.values()[0]).isCloseTo(0, within(1e-9));
        assertThat(pairs.values()).isSorted();
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                double product = 0;
                for (int i = 0; i < GRID.size(); i++) {
                    product += pairs.vectors()[a][i] * degrees[i] * pairs.vectors()[b][i];
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-9));
            }
            assertThat(residual(graph, degrees, pairs, a)).isLessThan(1e-8);
        }
    }

    private static double residual(SimilarityGraph g, double[] degrees, Eigenpairs pairs, int a) {
        double worst = 0;
        double[] x = pairs.vectors()[a];
        for (int i = 0; i < g.n(); i++) {
            double left = degrees[i] * x[i] * (1 - pairs.values()[a]);
            for (int j = 0; j < g.n(); j++) {
                left -= g.weights()[i * g.n() + j] * x[j];
            }
            worst = Math.max(worst, Math.abs(left));
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9})
    void aSearchedSpectrumEqualsTheWholeOneAndLeavesNoMemory(int count) {
        try (Scope s = Scope.open()) {
            SimilarityGraph graph =
                    SimilarityGraph.of(keys(scene(), 0.5), GRID, new LinkWeight.Binary(0.2, 1e-5));
            int n = graph.n();
            double[] degrees = graph.degrees();
            double[] scaled = graph.weights().clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] /= Math.sqrt(degrees[i / n] * degrees[i % n]);
            }
            Tensor S = Plain.tensor(scaled, n, n);
            long before = Pointer.totalCount();
            LargestEigenpairs.Found searched = new LargestEigenpairs(count).searched(S);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 2);
            LargestEigenpairs.Found whole = new LargestEigenpairs(count).whole(S);
            for (int c = 0; c < count; c++) {
                assertThat(searched.values()[c]).isCloseTo(whole.values()[c], within(1e-12));
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += searched.vectors()[i * count + c] * whole.vectors()[i * count + c];
                }
                assertThat(Math.abs(product)).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void tokenCutFindsTheObjectAndItsBox() {
        int[] scene = new int[GRID.size()];
        for (int p = 0; p < scene.length; p++) {
            int row = p / GRID.columns();
            int column = p % GRID.columns();
            scene[p] = row >= 5 && column >= 9 && row < 9 ? 1 : 0;
        }
        TokenCut.Found found = TokenCut.DEFAULT.find(keys(scene, 0.2), GRID);
        assertThat(found.object()).isEqualTo(new LabelMap(GRID, scene).mask(1));
        assertThat(found.box(16, 192, 219)).isEqualTo(new Box(144, 80, 75, 64));
        assertThat(found.eigenvector()[found.seed()]).isPositive();
        assertThat(found.object().places().get(found.seed())).isTrue();
        assertThat(found.eigengap()).isPositive();
        assertThat(TokenCut.DEFAULT.segment(keys(scene, 0.2), GRID))
                .isEqualTo(new LabelMap(GRID, scene));
    }

    @Test
    void maskCutFindsOneObjectARound() {
        int[] scene = scene();
        float[] keys = keys(scene, 0.2);
        List<Mask> masks = MaskCut.DEFAULT.masks(keys, GRID, 24, 28);
        LabelMap truth = new LabelMap(GRID, scene).resized(24, 28);
        assertThat(masks).contains(truth.mask(1), truth.mask(2));
        Mask all = masks.get(0);
        for (Mask mask : masks.subList(1, masks.size())) {
            assertThat(all.without(mask)).isEqualTo(all);
            all = all.or(mask);
        }
        LabelMap map = MaskCut.DEFAULT.segment(keys, GRID);
        assertThat(map.distinct()).hasSize(masks.size() + 1);
        assertThat(keys).isEqualTo(keys(scene, 0.2));
    }

    @Test
    void cornersDecideWhichSideIsBackground() {
        double[] vector = new double[GRID.size()];
        Arrays.fill(vector, 1);
        vector[30] = -0.5;
        Bipartition sides = Bipartition.byCorners(vector, GRID);
        assertThat(sides.seed()).isEqualTo(30);
        assertThat(sides.foreground().area()).isEqualTo(1);
        assertThat(Bipartition.bySeed(vector, GRID).foreground().area()).isEqualTo(167);
    }

    @Test
    void cutsWithKMeansFindTheRegions() {
        int[] scene = scene();
        float[] keys = keys(scene, 0.2);
        LabelMap truth = new LabelMap(GRID, scene).renumbered();
        assertThat(new FeatureKMeans(2, 6, 0).segment(keys, GRID)).isEqualTo(truth);
        NcutKMeans few = new NcutKMeans(new LinkWeight.Weighted(0, 1e-5), 3, 2, 6, 0);
        assertThat(few.segment(keys(scene, 0.1), GRID)).isEqualTo(truth);
        float[] attention = new float[GRID.size() * GRID.size()];
        for (int i = 0; i < attention.length; i++) {
            boolean same = scene[i / GRID.size()] == scene[i % GRID.size()];
            attention[i] = same ? 0.02f : 1e-4f;
        }
        Regions regions = few.ofAttention(attention, GRID);
        assertThat(regions.map()).isEqualTo(truth);
    }

    @Test
    void anImageOfOneColourHasAnAnswer() {
        float[] keys = new float[GRID.size() * D];
        Arrays.fill(keys, 1);
        assertThat(TokenCut.DEFAULT.find(keys, GRID).eigengap()).isCloseTo(0, within(1e-9));
        assertThat(MaskCut.DEFAULT.rounds(new float[GRID.size() * D], GRID)).hasSize(3);
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        float[] broken = keys(scene(), 0.1);
        broken[20] = Float.NaN;
        assertThatThrownBy(() -> TokenCut.DEFAULT.find(broken, GRID))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "features of position 2 are no finite numbers: use another model, or"
                                + " another image");
        assertThatThrownBy(() -> TokenCut.DEFAULT.find(new float[4], new Grid(1, 2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 eigenvectors of 2 positions");
        float[] negative = new float[GRID.size() * GRID.size()];
        assertThatThrownBy(
                        () -> {
                            Arrays.fill(negative, -1);
                            NcutKMeans.ofCosines(0).ofAttention(negative, GRID);
                        })
                .isInstanceOf(UserError.class)
                .hasMessageContaining("attention that is not negative");
        assertThatThrownBy(() -> new LinkWeight.Binary(0.2, 0)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new LinkWeight.Weighted(-0.1, 1e-5)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new MaskCut(TokenCut.DEFAULT.affinity(), 0))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new NcutKMeans(TokenCut.DEFAULT.affinity(), 1, 2, 3, 0))
                .isInstanceOf(UserError.class);
    }

    /** A large and a small rectangle. */
    private static int[] scene() {
        int[] scene = new int[GRID.size()];
        for (int p = 0; p < scene.length; p++) {
            int row = p / GRID.columns();
            int column = p % GRID.columns();
            if (row >= 2 && row < 6 && column >= 2 && column < 7) {
                scene[p] = 1;
            } else if (row >= 7 && row < 11 && column >= 8 && column < 12) {
                scene[p] = 2;
            }
        }
        return scene;
    }

    private static float[] keys(int[] scene, double noise) {
        SplitMix random = SplitMix.of(6);
        float[] keys = new float[scene.length * D];
        for (int i = 0; i < keys.length; i++) {
            boolean own = scene[i / D] == i % D;
            keys[i] = (float) (noise * random.gaussian() + (own ? 2 : 0));
        }
        return keys;
    }
}
