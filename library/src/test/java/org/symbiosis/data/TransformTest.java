package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.data.Transform.CentreCrop;
import org.symbiosis.data.Transform.PaddedCrop;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;
import org.symbiosis.data.Transform.Resize;

class TransformTest {
    /** Red is x, green is y, both as shares of the size; blue is 1. */
    private static Planes coordinates(int width, int height) {
        float[] values = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = (x + 0.5f) / width;
                values[(height + y) * width + x] = (y + 0.5f) / height;
                values[(2 * height + y) * width + x] = 1;
            }
        }
        return new Planes(width, height, values);
    }

    private static float value(Planes image, int channel, int x, int y) {
        return image.values()[(channel * image.height() + y) * image.width() + x];
    }

    @ParameterizedTest
    @EnumSource(Tries.class)
    void theSameStreamGivesTheSameCrop(Tries tries) {
        Transform crop = new RandomResizedCrop(8, 0.08, 1, tries);
        Planes image = coordinates(30, 20);
        Planes one = crop.apply(image, SplitMix.of(1, 2));
        assertThat(crop.apply(image, SplitMix.of(1, 2)).values()).isEqualTo(one.values());
        assertThat(crop.apply(image, SplitMix.of(1, 3)).values()).isNotEqualTo(one.values());
    }

    @Test
    void cropsHaveTheWantedAreasAndAspects() {
        Transform crop = new RandomResizedCrop(2, 0.2, 0.8, Tries.TEN);
        Planes image = coordinates(400, 400);
        double areas = 0;
        double least = 1;
        double most = 0;
        for (int i = 0; i < 1500; i++) {
            Planes out = crop.apply(image, SplitMix.of(7, i));
            // Two pixels of an antialiased ramp lie half the crop's side apart, edges aside.
            double w = 2 * (value(out, 0, 1, 0) - value(out, 0, 0, 0));
            double h = 2 * (value(out, 1, 0, 1) - value(out, 1, 0, 0));
            double bias = edgeBias();
            w /= bias;
            h /= bias;
            areas += w * h / 1500;
            least = Math.min(least, w * h);
            most = Math.max(most, w * h);
            assertThat(w / h).isBetween(0.74, 1.36);
        }
        assertThat(areas).isCloseTo(0.5, within(0.02));
        assertThat(least).isBetween(0.19, 0.22);
        assertThat(most).isBetween(0.76, 0.81);
    }

    /** What the kernel's cut-off at the edges makes of a distance. */
    private static double edgeBias() {
        Planes out = Resampling.BICUBIC.resize(coordinates(200, 200), 2, 2);
        return 2 * (value(out, 0, 1, 0) - value(out, 0, 0, 0));
    }

    @Test
    void aStripFallsBackToALegalAspectInTheMiddle() {
        Transform crop = new RandomResizedCrop(4, 0.9, 1, Tries.TEN);
        Planes out = crop.apply(coordinates(4, 400), SplitMix.of(3));
        assertThat(value(out, 1, 0, 0)).isCloseTo(0.5f, within(0.01f));
        assertThat(value(out, 1, 3, 3)).isCloseTo(0.5f, within(0.01f));
        Planes wide = crop.apply(coordinates(400, 4), SplitMix.of(3));
        assertThat(value(wide, 0, 0, 0)).isCloseTo(0.5f, within(0.01f));
    }

    @Test
    void tinyImagesAreCroppedToo() {
        for (Tries tries : Tries.values()) {
            Transform crop = new RandomResizedCrop(4, 0.01, 0.02, tries);
            for (int i = 0; i < 50; i++) {
                Planes out = crop.apply(coordinates(1, 1), SplitMix.of(i));
                assertThat(out.values()).hasSize(48);
                assertThat(value(out, 2, 2, 2)).isCloseTo(1f, within(1e-6f));
            }
        }
    }

    @Test
    void aFlipExchangesLeftAndRightHalfTheTime() {
        Planes image = coordinates(5, 2);
        int flipped = 0;
        for (int i = 0; i < 1000; i++) {
            Planes out = new RandomFlip(0.5).apply(image, SplitMix.of(5, i));
            if (value(out, 0, 0, 0) != value(image, 0, 0, 0)) {
                flipped++;
                assertThat(value(out, 0, 0, 1)).isEqualTo(value(image, 0, 4, 1));
                assertThat(out.flipped().values()).isEqualTo(image.values());
            }
        }
        assertThat(flipped).isBetween(440, 560);
        assertThat(new RandomFlip(0).apply(image, SplitMix.of(5))).isSameAs(image);
        assertThat(new RandomFlip(1).apply(image, SplitMix.of(5)).values())
                .isEqualTo(image.flipped().values());
    }

    @Test
    void aPaddedCropReachesEveryPlaceAlike() {
        Planes image = coordinates(4, 4);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            Planes out = new PaddedCrop(4, 2).apply(image, SplitMix.of(6, i));
            // Pixel (2, 2) of the crop is at (left + 2, top + 2) of the image.
            places.add(value(out, 0, 2, 2) + " " + value(out, 1, 2, 2) + " " + value(out, 2, 2, 2));
        }
        Map<String, Long> counts =
                places.stream().collect(Collectors.groupingBy(p -> p, Collectors.counting()));
        // 25 places; those with column or row 4 show the black border.
        assertThat(counts.get("0.0 0.0 0.0")).isBetween(800L, 1000L);
        assertThat(counts).hasSize(17);
        counts.forEach(
                (place, n) -> {
                    if (!place.equals("0.0 0.0 0.0")) {
                        assertThat(n).as(place).isBetween(60L, 140L);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"100,50,32,64,32", "50,100,32,32,64", "33,50,224,224,339", "7,7,14,14,14"})
    void resizingKeepsTheAspect(int w, int h, int shorter, int rw, int rh) {
        Planes out = new Resize(shorter).apply(coordinates(w, h), SplitMix.of(0));
        assertThat(out.width()).isEqualTo(rw);
        assertThat(out.height()).isEqualTo(rh);
    }

    @Test
    void ofAnEndlessStripOnlyTheMiddleIsResized() {
        Planes out = new Resize(8).apply(coordinates(1, 1001), SplitMix.of(0));
        assertThat(out.width()).isEqualTo(8);
        assertThat(out.height()).isEqualTo(8 * 64);
        assertThat(value(out, 1, 3, 256)).isCloseTo(0.5f, within(0.01f));
    }

    // Offsets of torchvision's CenterCrop, which rounds halves to even.
    @ParameterizedTest
    @CsvSource({"256,224,16", "257,224,16", "255,224,16", "227,224,2", "225,224,0", "224,224,0"})
    void theCentreIsThatOfTorchvision(int side, int size, int offset) {
        Planes out = new CentreCrop(size).apply(coordinates(side, side), SplitMix.of(0));
        assertThat(value(out, 0, 0, 0)).isEqualTo((offset + 0.5f) / side);
        assertThat(value(out, 1, 0, 0)).isEqualTo((offset + 0.5f) / side);
    }

    @ParameterizedTest
    @CsvSource({"3,4,0", "2,5,1", "2,4,1"})
    void aSmallImageGetsABlackBorder(int side, int size, int before) {
        Planes out = new CentreCrop(size).apply(coordinates(side, side), SplitMix.of(0));
        int whites = 0;
        for (int i = 0; i < size; i++) {
            whites += value(out, 2, i, before) == 1 ? 1 : 0;
        }
        assertThat(whites).isEqualTo(side);
        assertThat(value(out, 2, before, before)).isEqualTo(1);
        assertThat(value(out, 2, size - 1, size - 1)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Normalisation.class)
    void normalisingIsUndone(Normalisation normalisation) {
        Planes image = coordinates(6, 5);
        float[] values = new float[image.values().length];
        normalisation.normalise(image, values, 0);
        if (normalisation == Normalisation.IMAGENET) {
            assertThat(values[2 * 30]).isCloseTo((1 - 0.406f) / 0.225f, within(1e-6f));
        }
        normalisation.undo(values);
        assertThat(values).containsExactly(image.values(), within(1e-6f));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RandomResizedCrop(0, 0.2, 1, Tries.TEN))
                .hasMessage("size must be at least 1, not 0");
        assertThatThrownBy(() -> new RandomResizedCrop(8, 0.5, 0.2, Tries.TEN))
                .hasMessageContaining("0 < minScale <= maxScale <= 1");
        assertThatThrownBy(() -> new PaddedCrop(8, -1)).hasMessageContaining("padding");
        assertThatThrownBy(() -> new RandomFlip(1.5)).hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> new Resize(0)).hasMessageContaining("shorter");
        assertThatThrownBy(() -> new CentreCrop(-1)).hasMessageContaining("size");
    }
}
