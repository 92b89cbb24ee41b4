package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class BitmapsTest {
    @Test
    void everyEightBitValueSurvivesTheWayIntoAPicture() {
        float[] values = new float[3 * 256];
        for (int i = 0; i < 256; i++) {
            values[i] = i / 255f;
            values[256 + i] = (255 - i) / 255f;
            values[512 + i] = (i ^ 0x55) / 255f;
        }
        BufferedImage image = Bitmaps.of(new Planes(16, 16, values));
        for (int i = 0; i < 256; i++) {
            int rgb = image.getRGB(i % 16, i / 16) & 0xffffff;
            assertThat(rgb).isEqualTo(i << 16 | (255 - i) << 8 | (i ^ 0x55));
        }
    }

    @Test
    void valuesOutOfRangeAreClampedAndNoNumberIsBlack() {
        float[] values = {-1, 2, Float.NaN, Float.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0, 0};
        BufferedImage image = Bitmaps.of(new Planes(4, 1, values));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xffff0000);
        assertThat(image.getRGB(2, 0)).isEqualTo(0xff000000);
        assertThat(image.getRGB(3, 0)).isEqualTo(0xffff0000);
    }

    @Test
    void aBatchBecomesPlanesAndABatchAgain() {
        float[] values = new float[2 * 3 * 2 * 5];
        SplitMix random = SplitMix.of(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.u();
        }
        try (Scope s = Scope.open()) {
            List<Planes> planes = Bitmaps.planes(Plain.tensor(values, 2, 3, 2, 5));
            assertThat(planes).hasSize(2);
            assertThat(planes.get(1).width()).isEqualTo(5);
            assertThat(Plain.floats(Bitmaps.tensor(planes))).containsExactly(values);
        }
    }

    @Test
    void greyIsRepeatedAndOtherShapesAreRefused() {
        try (Scope s = Scope.open()) {
            Planes grey = Bitmaps.planes(Plain.tensor(new float[] {0.1f, 0.2f}, 1, 1, 1, 2)).get(0);
            assertThat(grey.values()).containsExactly(0.1f, 0.2f, 0.1f, 0.2f, 0.1f, 0.2f);
            assertThatThrownBy(() -> Bitmaps.planes(Plain.tensor(new float[4], 1, 2, 1, 2)))
                    .hasMessageContaining("not 1 x 2 x 1 x 2");
        }
    }

    @Test
    void enlargingRepeatsEachPixelAsASquare() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, 40 * i);
        }
        BufferedImage large = Bitmaps.enlarged(image, 4);
        assertThat(large.getWidth()).isEqualTo(12);
        assertThat(large.getHeight()).isEqualTo(8);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 12; x++) {
                assertThat(large.getRGB(x, y)).isEqualTo(image.getRGB(x / 4, y / 4));
            }
        }
    }

    @Test
    void smallPicturesGrowByWholeFactorsAndLargeOnesKeepTheirShape() {
        assertThat(Bitmaps.fitted(rectangle(32, 20), 100).getWidth()).isEqualTo(96);
        assertThat(Bitmaps.fitted(rectangle(100, 20), 100).getWidth()).isEqualTo(100);
        BufferedImage small = Bitmaps.fitted(rectangle(1000, 500), 100);
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(50);
        assertThat(Bitmaps.fitted(rectangle(5000, 1), 100).getHeight()).isEqualTo(1);
    }

    @Test
    void reducingAveragesFineDetailInsteadOfSkippingIt() {
        BufferedImage stripes = rectangle(800, 800);
        for (int y = 0; y < 800; y++) {
            for (int x = 0; x < 800; x += 2) {
                stripes.setRGB(x, y, 0xffffff);
            }
        }
        int middle = Bitmaps.fitted(stripes, 100).getRGB(50, 50) & 0xff;
        assertThat(middle).isBetween(110, 145);
    }

    private static BufferedImage rectangle(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }
}
