package org.symbiosis.spectral.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.crf.DenseCrf.Order;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;

class DenseCrfTest {
    private static final int HEIGHT = 32;
    private static final int WIDTH = 40;
    private static final Grid SIZE = new Grid(HEIGHT, WIDTH);

    @Test
    void labelsMoveToTheEdgesOfTheImage() {
        boolean[] truth = disc();
        Picture image = image(truth);
        LabelMap coarse = Mask.of(SIZE, truth).labels().resized(8, 10);
        Mask object = Mask.of(SIZE, truth);
        double before = object.iou(coarse.resized(HEIGHT, WIDTH).mask(1));
        LabelMap refined = DenseCrf.SEGMENTATION.refine(image, coarse, 3);
        assertThat(refined.grid()).isEqualTo(SIZE);
        assertThat(object.iou(refined.mask(1))).isGreaterThan(0.97).isGreaterThan(before);
    }

    @Test
    void latticeAndFullKernelsAgreeOnLabels() {
        Picture image = image(disc());
        SplitMix random = SplitMix.of(3);
        float[] scores = new float[3 * SIZE.size()];
        for (int i = 0; i < scores.length; i++) {
            boolean own = disc()[i % SIZE.size()] ? i / SIZE.size() == 1 : i / SIZE.size() == 0;
            scores[i] = (float) (0.5 * random.gaussian() + (own ? 1 : 0));
        }
        int[] lattice = DenseCrf.SEGMENTATION.infer(image, SIZE, scores).map().labels();
        Posterior exact = DenseCrf.SEGMENTATION.exact(image, SIZE, scores);
        int equal = 0;
        for (int p = 0; p < lattice.length; p++) {
            equal += lattice[p] == exact.map().labels()[p] ? 1 : 0;
            double sum = exact.q()[3 * p] + exact.q()[3 * p + 1] + exact.q()[3 * p + 2];
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
        assertThat(equal).isGreaterThan((int) (0.97 * lattice.length));
    }

    @Test
    void withoutStepsOrWeightsTheScoresDecide() {
        Picture image = image(disc());
        float[] scores = new float[2 * SIZE.size()];
        SplitMix random = SplitMix.of(9);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.gaussian();
        }
        Posterior none = new DenseCrf(3, 1, 4, 60, 3, 0, Order.RGB).infer(image, SIZE, scores);
        Posterior idle = new DenseCrf(0, 1, 0, 60, 3, 4, Order.BGR).infer(image, SIZE, scores);
        for (int p = 0; p < SIZE.size(); p++) {
            double expected = 1 / (1 + Math.exp(scores[p] - scores[SIZE.size() + p]));
            assertThat(none.q()[2 * p + 1]).isCloseTo(expected, within(1e-6));
        }
        assertThat(idle.q()).containsExactly(none.q());
    }

    @Test
    void swappingLabelsSwapsProbabilities() {
        Picture image = image(disc());
        float[] scores = new float[2 * SIZE.size()];
        SplitMix random = SplitMix.of(1);
        for (int p = 0; p < scores.length; p++) {
            scores[p] = (float) random.gaussian();
        }
        float[] swapped = new float[scores.length];
        System.arraycopy(scores, 0, swapped, SIZE.size(), SIZE.size());
        System.arraycopy(scores, SIZE.size(), swapped, 0, SIZE.size());
        double[] one = DenseCrf.MASKS.infer(image, SIZE, scores).q();
        double[] other = DenseCrf.MASKS.infer(image, SIZE, swapped).q();
        for (int i = 0; i < one.length; i++) {
            assertThat(other[i ^ 1]).isCloseTo(one[i], within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void simplicesAreCoordinatesOfTheirPoints(int d) {
        SplitMix random = SplitMix.of(d);
        Simplex simplex = new Simplex(d);
        for (int trial = 0; trial < 200; trial++) {
            float[] point = new float[d];
            for (int i = 0; i < d; i++) {
                point[i] = (float) random.u(-30, 30);
            }
            simplex.locate(point, 0);
            double sum = 0;
            Set<List<Integer>> corners = new HashSet<>();
            for (int v = 0; v <= d; v++) {
                assertThat(simplex.weight(v)).isBetween(-1e-4f, 1 + 1e-4f);
                sum += simplex.weight(v);
                int[] key = new int[d];
                simplex.vertex(v, key);
                corners.add(Arrays.stream(key).boxed().toList());
                for (int coordinate : key) {
                    assertThat(Math.floorMod(coordinate, d + 1)).isEqualTo(v);
                }
            }
            assertThat(sum).isCloseTo(1, within(1e-4));
            assertThat(corners).hasSize(d + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsDoNotChangeADigit(int threads) {
        SplitMix random = SplitMix.of(threads);
        float[] features = new float[500 * 5];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.u(-3, 3);
        }
        double[] q = new double[500 * 20];
        for (int i = 0; i < q.length; i++) {
            q[i] = random.u();
        }
        double[] one = new double[q.length];
        double[] other = new double[q.length];
        new LatticeKernel(features, 5, 2, 1).add(q, 20, one);
        LatticeKernel kernel = new LatticeKernel(features, 5, 2, threads);
        kernel.add(q, 20, other);
        assertThat(other).containsExactly(one);
        Arrays.fill(other, 0);
        kernel.add(q, 20, other);
        assertThat(other).as("the room of a step is clean for the next").containsExactly(one);
    }

    @Test
    void refinedMasksHaveNoHolesAndAreGivenUpWhenTheyChange() {
        Picture image = image(disc());
        boolean[] torn = disc();
        torn[16 * WIDTH + 20] = false;
        Mask refined = MaskRefinement.DEFAULT.refine(image, Mask.of(SIZE, torn)).orElseThrow();
        assertThat(refined.at(16, 20)).isTrue();
        assertThat(refined.iou(Mask.of(SIZE, disc()))).isGreaterThan(0.9);
        boolean[] dust = new boolean[SIZE.size()];
        dust[5] = true;
        assertThat(MaskRefinement.DEFAULT.refine(image, Mask.of(SIZE, dust))).isEmpty();
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        Picture large = new Picture(60, 60, 1, new byte[3600]);
        assertThatThrownBy(() -> DenseCrf.MASKS.exact(large, new Grid(60, 60), new float[7200]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("use at most 2500 pixels, or the lattice");
        float[] broken = new float[2 * SIZE.size()];
        broken[3] = Float.NaN;
        assertThatThrownBy(() -> DenseCrf.MASKS.infer(image(disc()), SIZE, broken))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("score 0 of pixel 3 is NaN");
        assertThatThrownBy(() -> new DenseCrf(1, 0, 1, 1, 1, 1, Order.RGB))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new DenseCrf(-1, 1, 1, 1, 1, 1, Order.RGB))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new MaskRefinement(DenseCrf.MASKS, 2))
                .isInstanceOf(UserError.class);
        LabelMap map = new LabelMap(new Grid(1, 2), new int[] {0, 5});
        assertThatThrownBy(() -> DenseCrf.MASKS.refine(image(disc()), map, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 5 of 5");
    }

    private static boolean[] disc() {
        boolean[] disc = new boolean[SIZE.size()];
        for (int p = 0; p < disc.length; p++) {
            disc[p] = Math.hypot(p / WIDTH - 16, p % WIDTH - 20) < 9;
        }
        return disc;
    }

    /** Bright inside, dark outside, a little noise. */
    private static Picture image(boolean[] inside) {
        SplitMix random = SplitMix.of(2);
        byte[] samples = new byte[3 * inside.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (random.gaussian() + (inside[i / 3] ? 180 : 60 + 20 * (i % 3)));
        }
        return new Picture(WIDTH, HEIGHT, 3, samples);
    }
}
