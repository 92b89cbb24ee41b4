package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class FeatureMapsTest {
    private static final Grid GRID = new Grid(3, 5);

    @Test
    void coloursFillTheirRangeAndAreTheSameEachTime() {
        try (Scope s = Scope.open()) {
            FeatureMaps first = FeatureMaps.ofTokens(tokens(20, 8), GRID);
            FeatureMaps second = FeatureMaps.ofTokens(tokens(20, 8), GRID);
            float least = 1;
            float most = 0;
            for (int i = 0; i < 20; i++) {
                float[] values = first.maps().get(i).values();
                assertThat(second.maps().get(i).values()).isEqualTo(values);
                for (float v : values) {
                    least = Math.min(least, v);
                    most = Math.max(most, v);
                    assertThat(v).isBetween(0f, 1f);
                }
            }
            assertThat(least).isZero();
            assertThat(most).isEqualTo(1);
        }
    }

    @Test
    void likeTokensHaveLikeColoursInAllImages() {
        float[] values = new float[2 * 15 * 4];
        SplitMix random = SplitMix.of(2);
        for (int t = 0; t < 30; t++) {
            for (int d = 0; d < 4; d++) {
                values[4 * t + d] = (float) ((d == t % 4 ? 5 : 0) + 0.01 * random.gaussian());
            }
        }
        try (Scope s = Scope.open()) {
            FeatureMaps maps = FeatureMaps.ofTokens(Plain.tensor(values, 2, 15, 4), GRID);
            for (int t = 0; t < 26; t++) {
                assertThat(distance(maps, t, t + 4)).isLessThan(0.05);
                assertThat(distance(maps, t, t + 1)).isGreaterThan(0.3);
            }
        }
    }

    private static double distance(FeatureMaps maps, int one, int other) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            float a = maps.maps().get(one / 15).values()[15 * c + one % 15];
            float b = maps.maps().get(other / 15).values()[15 * c + other % 15];
            sum += (a - b) * (a - b);
        }
        return Math.sqrt(sum);
    }

    @Test
    void anEmbeddingIsShownAsItIsAndAnOutlierDoesNoHarm() {
        float[] values = new float[15 * 20 * 3];
        for (int t = 0; t < 300; t++) {
            values[3 * t] = t;
            values[3 * t + 1] = -t;
            values[3 * t + 2] = 7;
        }
        values[3 * 299] = 1e6f;
        try (Scope s = Scope.open()) {
            FeatureMaps maps = FeatureMaps.ofEmbedding(Plain.tensor(values, 20, 15, 3), GRID);
            float[] middle = maps.maps().get(10).values();
            assertThat(middle[0]).isBetween(0.48f, 0.52f);
            assertThat(middle[15]).isBetween(0.48f, 0.52f);
            assertThat(middle[30]).isEqualTo(0.5f);
            assertThat(maps.maps().get(19).values()[14]).isEqualTo(1);
        }
    }

    @Test
    void mapsGrowToTheSizeOfTheirImagesAndLieBelowThem() {
        try (Scope s = Scope.open()) {
            FeatureMaps maps = FeatureMaps.ofTokens(tokens(2, 3), GRID);
            List<Planes> images =
                    List.of(new Planes(20, 12, new float[720]), new Planes(20, 12, new float[720]));
            BufferedImage large = maps.over(images).get(1);
            BufferedImage small = Bitmaps.of(maps.maps().get(1));
            for (int i = 0; i < 240; i++) {
                assertThat(large.getRGB(i % 20, i / 20))
                        .isEqualTo(small.getRGB(i % 20 / 4, i / 20 / 4));
            }
            ContactSheet sheet = FeatureMaps.sheet(images, Map.of("ours", maps));
            assertThat(sheet.rows().get(0).caption()).isEqualTo("image");
            assertThat(sheet.rows().get(1).caption()).isEqualTo("ours");
            assertThatThrownBy(() -> maps.over(images.subList(0, 1)))
                    .hasMessageContaining("2 maps for 1 images");
        }
    }

    @Test
    void tokensThatDoNotFillTheGridAreRefused() {
        try (Scope s = Scope.open()) {
            assertThatThrownBy(() -> FeatureMaps.ofTokens(tokens(2, 3), new Grid(4, 4)))
                    .hasMessageContaining("(images, 16, 3 or more) tokens, not 2 x 15 x 3");
            assertThatThrownBy(() -> FeatureMaps.ofTokens(tokens(2, 2), GRID))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Tensor tokens(int images, int d) {
        float[] values = new float[images * 15 * d];
        SplitMix random = SplitMix.of(6);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian();
        }
        return Plain.tensor(values, images, 15, d);
    }
}
