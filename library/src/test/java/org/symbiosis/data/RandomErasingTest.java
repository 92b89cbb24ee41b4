package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Transform.RandomErasing;

class RandomErasingTest {
    private static final int W = 24;
    private static final int H = 20;
    private static final float UNTOUCHED = -7;

    private static Planes flat() {
        float[] values = new float[3 * W * H];
        Arrays.fill(values, UNTOUCHED);
        return new Planes(W, H, values);
    }

    /** The bounds of what changed, {left, top, right, bottom}; null when nothing did. */
    private static int[] bounds(Planes image, int channel) {
        int[] b = {W, H, -1, -1};
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                if (image.values()[(channel * H + y) * W + x] != UNTOUCHED) {
                    b[0] = Math.min(b[0], x);
                    b[1] = Math.min(b[1], y);
                    b[2] = Math.max(b[2], x);
                    b[3] = Math.max(b[3], y);
                }
            }
        }
        return b[2] < 0 ? null : b;
    }

    @Test
    void aFullRectangleOfLegalAreaAndAspectIsErasedInAllChannels() {
        RandomErasing erasing = RandomErasing.of(1, Normalisation.IMAGENET);
        for (int seed = 0; seed < 300; seed++) {
            Planes out = erasing.apply(flat(), SplitMix.of(seed));
            int[] b = bounds(out, 0);
            assertThat(bounds(out, 1)).isEqualTo(b);
            assertThat(bounds(out, 2)).isEqualTo(b);
            int w = b[2] - b[0] + 1;
            int h = b[3] - b[1] + 1;
            int changed = 0;
            for (float v : out.values()) {
                changed += v != UNTOUCHED ? 1 : 0;
            }
            assertThat(changed).isEqualTo(3 * w * h);
            // Half a pixel of rounding on either side.
            assertThat((w + 0.5) * (h + 0.5)).isGreaterThanOrEqualTo(0.02 * W * H);
            assertThat((w - 0.5) * (h - 0.5)).isLessThanOrEqualTo(W * H / 3.0);
            assertThat((h + 0.5) / (w - 0.5)).isGreaterThanOrEqualTo(0.3);
            assertThat((h - 0.5) / (w + 0.5)).isLessThanOrEqualTo(1 / 0.3);
        }
    }

    @Test
    void noiseIsStandardNormalOnceNormalised() {
        RandomErasing erasing = RandomErasing.of(1, Normalisation.CIFAR10);
        double[] sum = new double[3];
        double[] squares = new double[3];
        int[] count = new int[3];
        float[] normalised = new float[3 * W * H];
        for (int seed = 0; seed < 300; seed++) {
            Planes out = erasing.apply(flat(), SplitMix.of(seed));
            Normalisation.CIFAR10.normalise(out, normalised, 0);
            for (int i = 0; i < normalised.length; i++) {
                if (out.values()[i] != UNTOUCHED) {
                    int c = i / (W * H);
                    sum[c] += normalised[i];
                    squares[c] += normalised[i] * normalised[i];
                    count[c]++;
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            assertThat(sum[c] / count[c]).isEqualTo(0, within(0.03));
            assertThat(squares[c] / count[c]).isEqualTo(1, within(0.05));
        }
    }

    @Test
    void itHappensAsOftenAsAskedAndTheInputStaysAsItIs() {
        RandomErasing erasing = RandomErasing.of(0.25, Normalisation.NONE);
        Planes image = flat();
        int erased = 0;
        for (int seed = 0; seed < 1000; seed++) {
            erased += bounds(erasing.apply(image, SplitMix.of(seed)), 0) == null ? 0 : 1;
        }
        assertThat(erased).isBetween(200, 300);
        assertThat(bounds(image, 0)).isNull();
    }

    @Test
    void imagesTooSmallForAnyRectangleStayAsTheyAre() {
        Planes dot = new Planes(1, 1, new float[] {0.5f, 0.5f, 0.5f});
        RandomErasing erasing = RandomErasing.of(1, Normalisation.NONE);
        assertThat(erasing.apply(dot, SplitMix.of(1))).isSameAs(dot);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> RandomErasing.of(1.5, Normalisation.NONE))
                .hasMessageContaining("probability");
        assertThatThrownBy(() -> new RandomErasing(1, 0.5, 0.2, Normalisation.NONE))
                .hasMessageContaining("minArea");
    }
}
