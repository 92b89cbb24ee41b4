package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.data.SplitMix;

class RunLengthTest {
    private static boolean[] random(int n, double share, long seed) {
        SplitMix random = SplitMix.of(seed);
        boolean[] mask = new boolean[n];
        for (int i = 0; i < n; i++) {
            mask[i] = random.chance(share);
        }
        return mask;
    }

    @Test
    void runsGoDownTheColumns() {
        RunLength mask = RunLength.of(3, 2, new boolean[] {true, true, false, false, true, false});
        assertThat(mask.counts()).containsExactly(0, 1, 1, 2, 2);
        assertThat(mask.area()).isEqualTo(3);
        assertThat(mask.box()).isEqualTo(new Box(0, 0, 2, 2));
        assertThat(mask).hasToString("RunLength[3 x 2, 3 pixels]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.5, 0.98, 1})
    void goesThereAndBack(double share) {
        boolean[] pixels = random(31 * 17, share, 1);
        RunLength mask = RunLength.of(31, 17, pixels);
        assertThat(mask.mask()).isEqualTo(pixels);
        assertThat(RunLength.parse(31, 17, mask.compressed()))
                .isEqualTo(mask)
                .hasSameHashCodeAs(mask);
    }

    @Test
    void boxesAreTight() {
        for (int seed = 0; seed < 30; seed++) {
            boolean[] pixels = random(6 * 5, 0.1, seed);
            int left = 6;
            int right = -1;
            int top = 5;
            int bottom = -1;
            for (int i = 0; i < pixels.length; i++) {
                if (pixels[i]) {
                    left = Math.min(left, i % 6);
                    right = Math.max(right, i % 6);
                    top = Math.min(top, i / 6);
                    bottom = Math.max(bottom, i / 6);
                }
            }
            Box box =
                    right < 0
                            ? new Box(0, 0, 0, 0)
                            : new Box(left, top, right - left + 1, bottom - top + 1);
            assertThat(RunLength.of(6, 5, pixels).box()).isEqualTo(box);
        }
    }

    @Test
    void overlapsAreCountedRunByRun() {
        for (int seed = 0; seed < 20; seed++) {
            boolean[] a = random(9 * 8, seed / 19.0, seed);
            boolean[] b = random(9 * 8, 0.4, seed + 100);
            int both = 0;
            int either = 0;
            for (int i = 0; i < a.length; i++) {
                both += a[i] && b[i] ? 1 : 0;
                either += a[i] || b[i] ? 1 : 0;
            }
            RunLength first = RunLength.of(9, 8, a);
            RunLength second = RunLength.of(9, 8, b);
            assertThat(first.overlap(second)).isEqualTo(both);
            assertThat(first.iou(second)).isEqualTo((double) both / either);
        }
        RunLength none = RunLength.of(9, 8, new boolean[72]);
        assertThat(none.iou(none)).isZero();
        assertThatThrownBy(() -> none.overlap(RunLength.of(8, 9, new boolean[72])))
                .hasMessageContaining("do not lie on each other");
    }

    @Test
    void knowsOneIdOfAMap() {
        Labels map = new Labels(2, 2, new int[] {4, 4, Labels.VOID, 7});
        assertThat(RunLength.of(map, 4).mask()).containsExactly(true, true, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "P", "o", "~~~~~~~~", "oooooooo", "11111", "\u00e9", " 0"})
    void refusesDamagedTexts(String text) {
        assertThatThrownBy(() -> RunLength.parse(2, 2, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run");
    }

    @Test
    void refusesRunsThatDoNotFill() {
        assertThatThrownBy(() -> new RunLength(2, 2, new int[] {5})).hasMessageContaining("2 x 2");
        assertThatThrownBy(() -> new RunLength(2, 2, new int[] {5, -1}))
                .hasMessageContaining("4 pixels");
        assertThatThrownBy(() -> RunLength.of(2, 2, new boolean[3])).hasMessageContaining("3");
    }
}
