package org.symbiosis.spectral.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.Proposals.Proposal;

class ProposalsTest {
    private static final Grid GRID = new Grid(14, 16);

    @Test
    void objectsStandOutWhicheverClusterTheyFallInto() {
        int[] scene = scene();
        List<Proposal> found = Proposals.DEFAULT.find(features(scene, 0.05), GRID, 2, 6, 1);
        LabelMap truth = new LabelMap(GRID, scene);
        for (int object = 1; object <= 3; object++) {
            assertThat(masks(found)).contains(truth.mask(object));
        }
        assertThat(found.get(0).score()).isGreaterThan(0.5);
    }

    @Test
    void touchingPartsAddUpToOneObject() {
        int[] scene = scene();
        Mask whole = new LabelMap(GRID, scene).mask(2);
        for (int p = 0; p < scene.length; p++) {
            scene[p] = scene[p] == 2 && p % GRID.columns() > 10 ? 4 : scene[p];
        }
        LabelMap parts = new LabelMap(GRID, scene);
        float[] features = features(scene, 0.01);
        for (int p = 0; p < scene.length; p++) {
            features[p * 5 + 4] = scene[p] == 4 ? 0.9f : 0;
            features[p * 5 + 2] += scene[p] == 4 ? 3 : 0;
        }
        assertThat(Proposals.hierarchy(parts, Proposals.rescaled(features, 5))).contains(whole);
    }

    @RepeatedTest(8)
    void everyNodeIsOneConnectedAreaAndTheRootIsAll(RepetitionInfo run) {
        SplitMix random = SplitMix.of(run.getCurrentRepetition());
        int[] labels = new int[GRID.size()];
        float[] features = new float[2 * GRID.size()];
        for (int p = 0; p < labels.length; p++) {
            labels[p] = random.below(3);
            features[2 * p] = (float) random.gaussian();
            features[2 * p + 1] = (float) random.gaussian();
        }
        LabelMap clusters = new LabelMap(GRID, labels);
        List<Mask> nodes = Proposals.hierarchy(clusters, features);
        int leaves = clusters.components(Connectivity.EIGHT).distinct().length;
        assertThat(nodes).hasSize(2 * leaves - 1).doesNotHaveDuplicates();
        assertThat(nodes.get(nodes.size() - 1).area()).isEqualTo(GRID.size());
        for (Mask node : nodes) {
            assertThat(node.components(Connectivity.EIGHT).distinct()).hasSize(1);
        }
        int area = nodes.subList(0, leaves).stream().mapToInt(Mask::area).sum();
        assertThat(area).isEqualTo(GRID.size());
        for (Proposal p : Proposals.DEFAULT.of(features, List.of(clusters))) {
            assertThat(p.score()).isBetween(0.0, 1.0);
            assertThat(p.mask().area()).isBetween(3, 201);
        }
    }

    @Test
    void listIsRankedSeparateAndNoLongerThanAsked() {
        float[] features = features(scene(), 0.6);
        List<Proposal> found = Proposals.DEFAULT.find(features, GRID, 2, 8, 5);
        for (int i = 1; i < found.size(); i++) {
            assertThat(found.get(i).score()).isLessThanOrEqualTo(found.get(i - 1).score());
            for (int j = 0; j < i; j++) {
                assertThat(found.get(i).mask().iou(found.get(j).mask())).isLessThan(0.7);
            }
        }
        assertThat(found).hasSizeGreaterThan(3);
        Proposals two = new Proposals(0.01, 0.9, 0.7, 2);
        assertThat(two.find(features, GRID, 2, 8, 5)).isEqualTo(found.subList(0, 2));
    }

    @Test
    void masksAtTheEdgesOnlyCountWhereThereIsNothingElse() {
        int[] halves = new int[GRID.size()];
        for (int p = 0; p < halves.length; p++) {
            halves[p] = p % GRID.columns() < 7 ? 0 : 1;
        }
        List<Proposal> found = Proposals.DEFAULT.find(features(halves, 0.05), GRID, 2, 2, 0);
        assertThat(masks(found))
                .containsExactlyInAnyOrder(
                        new LabelMap(GRID, halves).mask(0), new LabelMap(GRID, halves).mask(1));
    }

    @Test
    void oneColourHoldsNothing() {
        assertThat(Proposals.DEFAULT.find(new float[GRID.size() * 2], GRID, 2, 4, 0)).isEmpty();
    }

    @RepeatedTest(5)
    void scoreEqualsItsDefinition(RepetitionInfo run) {
        SplitMix random = SplitMix.of(run.getCurrentRepetition());
        int n = 20;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.gaussian();
        }
        BitSet places = new BitSet();
        IntStream.range(0, 3 * run.getCurrentRepetition()).forEach(places::set);
        Mask mask = new Mask(new Grid(4, 5), places);
        BalancedSilhouette silhouette = new BalancedSilhouette(x, 1);
        Mask background = silhouette.background(mask);
        assertThat(background.area()).isEqualTo(Math.min(mask.area(), n - mask.area()));
        assertThat(background.iou(mask)).isZero();
        double sum = 0;
        for (int p = 0; p < n; p++) {
            if (places.get(p)) {
                sum += value(x, p, places, background.places());
            } else if (background.places().get(p)) {
                sum += value(x, p, mask.complement().places(), background.complement().places());
            }
        }
        assertThat(silhouette.score(mask))
                .isCloseTo(sum / (mask.area() + background.area()), within(1e-6));
    }

    private static double value(float[] x, int p, BitSet own, BitSet other) {
        double a = own.stream().mapToDouble(q -> Math.abs(x[p] - x[q])).sum();
        double b = other.stream().mapToDouble(q -> Math.abs(x[p] - x[q])).average().orElseThrow();
        a /= own.cardinality() - 1;
        return (b - a) / Math.max(a, b);
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        assertThatThrownBy(() -> new Proposals(0.5, 0.1, 0.7, 9)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new Proposals(0, 1, 0, 9)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> Proposals.DEFAULT.find(new float[224], GRID, 1, 4, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("1 to 4 clusters: choose from 2 or more upwards, as 2 to 10");
        float[] broken = new float[224];
        broken[9] = Float.NaN;
        assertThatThrownBy(() -> Proposals.DEFAULT.find(broken, GRID, 2, 4, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("NaN");
    }

    private static List<Mask> masks(List<Proposal> found) {
        List<Mask> masks = new ArrayList<>();
        found.forEach(p -> masks.add(p.mask()));
        return masks;
    }

    /** Three rectangles on a background. */
    private static int[] scene() {
        int[] scene = new int[GRID.size()];
        for (int p = 0; p < scene.length; p++) {
            int r = p / GRID.columns();
            int c = p % GRID.columns();
            if (r >= 2 && r < 6 && c >= 2 && c < 6) {
                scene[p] = 1;
            } else if (r >= 3 && r < 8 && c >= 9 && c < 13) {
                scene[p] = 2;
            } else if (r >= 9 && r < 12 && c >= 4 && c < 9) {
                scene[p] = 3;
            }
        }
        return scene;
    }

    private static float[] features(int[] scene, double noise) {
        SplitMix random = SplitMix.of(4);
        float[] features = new float[scene.length * 5];
        for (int i = 0; i < features.length; i++) {
            if (i % 5 < 4) { // the last channel says nothing: stretching would blow its noise up
                features[i] = (float) (noise * random.gaussian() + (scene[i / 5] == i % 5 ? 3 : 0));
            }
        }
        return features;
    }
}
