package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.data.Transform.RandAugment;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class RandAugmentTest {
    private static final float[] BORDER = {124 / 255f, 116 / 255f, 104 / 255f};
    private static final Path PIL = Path.of("src/test/resources/augment/pil.npy");

    private static Planes noise(int width, int height, long seed) {
        SplitMix random = SplitMix.of(seed);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.u();
        }
        return new Planes(width, height, values);
    }

    private static Planes reference(int i) {
        try (Scope s = Scope.open()) {
            Tensor all = Npy.read(PIL);
            float[] values = Plain.floats(all.select(0, i));
            for (int k = 0; k < values.length; k++) {
                values[k] /= 255;
            }
            return new Planes(21, 18, values);
        }
    }

    /** A stream whose first coin falls so. */
    private static SplitMix coin(boolean heads) {
        long key = 0;
        while (SplitMix.of(key).chance(0.5) != heads) {
            key++;
        }
        return SplitMix.of(key);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_CONTRAST, 1, true",
        "EQUALIZE, 2, true",
        "INVERT, 3, true",
        "ROTATE, 4, true",
        "ROTATE, 5, false",
        "POSTERIZE, 6, true",
        "SOLARIZE, 7, true",
        "SOLARIZE_ADD, 8, true",
        "COLOUR, 9, true",
        "COLOUR, 10, false",
        "CONTRAST, 11, true",
        "CONTRAST, 12, false",
        "BRIGHTNESS, 13, true",
        "BRIGHTNESS, 14, false",
        "SHARPNESS, 15, true",
        "SHARPNESS, 16, false",
        "SHEAR_X, 17, true",
        "SHEAR_X, 18, false",
        "SHEAR_Y, 19, true",
        "SHEAR_Y, 20, false",
        "TRANSLATE_X, 21, true",
        "TRANSLATE_X, 22, false",
        "TRANSLATE_Y, 23, true",
        "TRANSLATE_Y, 24, false"
    })
    void operationsEqualPillowsUpToItsRounding(AugmentOperation operation, int i, boolean first) {
        float[] ours = operation.apply(reference(0), 9, coin(first), BORDER).values();
        float[] theirs = reference(i).values();
        assertThat(theirs).isNotEqualTo(reference(0).values());
        for (int k = 0; k < ours.length; k++) {
            assertThat(ours[k]).isEqualTo(theirs[k], within(1.5f / 255));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AugmentOperation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTO_CONTRAST", "EQUALIZE", "INVERT", "POSTERIZE"})
    void levelZeroLeavesTheImageAsItIs(AugmentOperation operation) {
        Planes image = reference(0);
        float[] out = operation.apply(image, 0, coin(true), BORDER).values();
        for (int k = 0; k < out.length; k++) {
            assertThat(out[k]).isEqualTo(image.values()[k], within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(AugmentOperation.class)
    void valuesStayBetweenZeroAndOneAndTheSizeStays(AugmentOperation operation) {
        for (int seed = 0; seed < 20; seed++) {
            Planes image = noise(9, 7, seed);
            float[] before = image.values().clone();
            SplitMix random = SplitMix.of(seed, 1);
            Planes out = operation.apply(image, random.u(0, 10), random, BORDER);
            assertThat(out.width()).isEqualTo(9);
            assertThat(out.height()).isEqualTo(7);
            for (float v : out.values()) {
                assertThat(v).isBetween(0f, 1f);
            }
            assertThat(image.values()).isEqualTo(before);
        }
    }

    @Test
    void flatImagesSurviveContrastAndEqualisation() {
        float[] values = new float[3 * 4];
        Arrays.fill(values, 51 / 255f);
        Planes flat = new Planes(2, 2, values);
        assertThat(Levels.autoContrast(flat).values()).isEqualTo(values);
        assertThat(Levels.equalize(flat).values()).isEqualTo(values);
        assertThat(Blends.contrast(flat, 1.9).values()).containsExactly(values, within(1e-6f));
    }

    @Test
    void invertingTwiceAndPosterisingToEightBitsChangeNothing() {
        Planes image = reference(0);
        assertThat(Levels.invert(Levels.invert(image)).values()).isEqualTo(image.values());
        assertThat(Levels.posterize(image, 8).values()).isEqualTo(image.values());
        assertThat(Levels.posterize(image, 0).values()).containsOnly(0f);
        assertThat(Levels.solarize(image, 0).values()).isEqualTo(Levels.invert(image).values());
    }

    @Test
    void aShiftByWholePixelsMovesThemAndUncoversTheBorder() {
        Planes image = noise(5, 4, 3);
        Planes moved = Affine.translate(2, 0).apply(image, BORDER);
        for (int line = 0; line < 3 * 4; line++) {
            for (int x = 0; x < 5; x++) {
                float expected = x < 3 ? image.values()[line * 5 + x + 2] : BORDER[line / 4];
                assertThat(moved.values()[line * 5 + x]).isEqualTo(expected, within(1e-6f));
            }
        }
    }

    @Test
    void fourQuarterTurnsOfASquareChangeNothing() {
        Planes image = noise(6, 6, 4);
        Planes turned = image;
        for (int i = 0; i < 4; i++) {
            turned = Affine.rotate(90, 6, 6).apply(turned, BORDER);
        }
        assertThat(turned.values()).containsExactly(image.values(), within(1e-5f));
    }

    @Test
    void theSameStreamGivesTheSameImageAndOthersGiveOthers() {
        RandAugment augment = new RandAugment(9, 0.5, 2, Normalisation.IMAGENET);
        Planes image = reference(0);
        Set<Integer> different = new HashSet<>();
        int untouched = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] once = augment.apply(image, SplitMix.of(seed)).values();
            assertThat(augment.apply(image, SplitMix.of(seed)).values()).isEqualTo(once);
            different.add(Arrays.hashCode(once));
            untouched += Arrays.equals(once, image.values()) ? 1 : 0;
        }
        assertThat(different).hasSizeGreaterThan(80);
        assertThat(untouched).as("one image in four, both coins against").isBetween(25, 75);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RandAugment(11, 0, 2, Normalisation.NONE))
                .hasMessageContaining("magnitude");
        assertThatThrownBy(() -> new RandAugment(9, -1, 2, Normalisation.NONE))
                .hasMessageContaining("deviation");
        assertThatThrownBy(() -> new RandAugment(9, 0, 0, Normalisation.NONE))
                .hasMessageContaining("operations");
    }
}
