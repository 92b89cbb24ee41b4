package org.symbiosis.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class MixingTest {
    private static final int B = 4;
    private static final int H = 8;
    private static final int W = 6;

    private static Tensor images() {
        float[] values = new float[B * 3 * H * W];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Plain.tensor(values, B, 3, H, W);
    }

    private static int partner(int i) {
        int image = 3 * H * W;
        return (B - 1 - i / image) * image + i % image;
    }

    @Test
    void mixupBlendsEachImageWithItsPartner() {
        try (Scope s = Scope.open()) {
            Mixing.Mixed mixed = Mixing.blend(images(), 0.3);
            float[] out = Plain.floats(mixed.images());
            for (int i = 0; i < out.length; i++) {
                assertThat(out[i]).isEqualTo(0.3f * i + 0.7f * partner(i), within(1e-3f));
            }
            assertThat(mixed.lambda()).isEqualTo(0.3);
        }
    }

    @Test
    void cutmixSetsOneRectangleOfThePartnerInAndCountsItsTrueArea() {
        for (int seed = 0; seed < 100; seed++) {
            try (Scope s = Scope.open()) {
                SplitMix random = SplitMix.of(seed);
                Mixing.Mixed mixed = Mixing.cut(images(), random.u(), random);
                float[] out = Plain.floats(mixed.images());
                int replaced = 0;
                for (int i = 0; i < out.length; i++) {
                    assertThat(out[i]).isIn((float) i, (float) partner(i));
                    replaced += out[i] == i ? 0 : 1;
                }
                assertThat(mixed.lambda())
                        .isEqualTo(1 - (double) replaced / out.length, within(1e-12));
                for (int i = 0; i < H * W; i++) {
                    boolean here = out[i] != i;
                    for (int image = 0; image < B * 3; image++) {
                        int at = image * H * W + i;
                        assertThat(out[at] != at).isEqualTo(here);
                    }
                }
            }
        }
    }

    @Test
    void boxesAreCutAtTheEdges() {
        for (int seed = 0; seed < 200; seed++) {
            SplitMix random = SplitMix.of(seed);
            Mixing.Box box = Mixing.Box.random(H, W, 0.2, random);
            assertThat(box.top()).isBetween(0, box.bottom());
            assertThat(box.bottom()).isLessThanOrEqualTo(H);
            assertThat(box.left()).isBetween(0, box.right());
            assertThat(box.right()).isLessThanOrEqualTo(W);
            assertThat(box.area()).isLessThanOrEqualTo((int) (H * W * 0.8));
        }
    }

    @Test
    void mixupAndCutmixTakeTurnsAndProbabilityHolds() {
        Mixing mixing = new Mixing(0.8, 1, 0.5, 0.25);
        int untouched = 0;
        int cut = 0;
        for (int seed = 0; seed < 400; seed++) {
            try (Scope s = Scope.open()) {
                Mixing.Mixed mixed = mixing.apply(images(), SplitMix.of(seed));
                float[] out = Plain.floats(mixed.images());
                boolean isWhole = true;
                for (float v : out) {
                    isWhole &= v == Math.rint(v);
                }
                untouched += out[0] == 0 && mixed.lambda() == 1 ? 1 : 0;
                cut += isWhole && mixed.lambda() < 1 ? 1 : 0;
            }
        }
        assertThat(untouched).isBetween(160, 250);
        assertThat(cut).isBetween(20, 80);
    }

    @Test
    void noMixingLeavesTheBatchAlone() {
        try (Scope s = Scope.open()) {
            Mixing.Mixed mixed = Mixing.none().apply(images(), SplitMix.of(1));
            assertThat(mixed.images().equal(images())).isTrue();
            assertThat(mixed.lambda()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.4, 0.8, 1, 2.5})
    void betaNumbersHaveTheirMeanAndVariance(double a) {
        SplitMix random = SplitMix.of(11);
        double sum = 0;
        double squares = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double x = Beta.symmetric(a, random);
            assertThat(x).isBetween(0.0, 1.0);
            sum += x;
            squares += (x - 0.5) * (x - 0.5);
        }
        assertThat(sum / n).isEqualTo(0.5, within(0.012));
        assertThat(squares / n).isEqualTo(1 / (4 * (2 * a + 1)), within(0.006));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Mixing(-1, 0, 1, 0)).hasMessageContaining("mixup");
        assertThatThrownBy(() -> new Mixing(1, 1, 2, 0)).hasMessageContaining("probability");
    }
}
