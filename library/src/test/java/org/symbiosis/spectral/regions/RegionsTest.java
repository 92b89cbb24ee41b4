package org.symbiosis.spectral.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;

class RegionsTest {
    private static final Grid GRID = new Grid(10, 12);

    @Test
    void findsHowManyRegionsWerePlanted() {
        for (int planted = 2; planted <= 6; planted++) {
            int[] truth = truth(planted);
            Regions regions = Regions.auto(features(truth, 8), GRID, 2, 9, planted);
            assertThat(regions.k()).isEqualTo(planted);
            assertThat(regions.map()).isEqualTo(new LabelMap(GRID, truth).renumbered());
            assertThat(regions.tried()).hasSize(8);
            assertThat(regions.silhouette()).isGreaterThan(0.8);
        }
    }

    @Test
    void theFirstOfEqualSilhouettesCounts() {
        float[] features = new float[GRID.size()];
        Arrays.fill(features, 0, 30, 1);
        Regions regions = Regions.auto(features, GRID, 2, 5, 0);
        assertThat(regions.k()).isEqualTo(2);
        assertThat(regions.tried()).hasSize(1);
        assertThat(regions.silhouette()).isEqualTo(1);
    }

    @Test
    void oneColourIsOneRegion() {
        float[] features = new float[GRID.size() * 3];
        Arrays.fill(features, 0.3f);
        features[7] = 0.3f + 1e-8f;
        Regions regions = Regions.auto(features, GRID, 2, 10, 0);
        assertThat(regions.k()).isEqualTo(1);
        assertThat(regions.tried()).isEmpty();
        assertThat(regions.silhouette()).isNaN();
        assertThat(Regions.fixed(features, GRID, 1, 0).k()).isEqualTo(1);
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        assertThatThrownBy(() -> Regions.auto(new float[6], new Grid(2, 3), 2, 10, 0))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "10 regions of an image of 2 x 3 tokens: choose at most 6, or a larger"
                                + " image");
        assertThatThrownBy(() -> Regions.auto(new float[6], new Grid(2, 3), 1, 3, 0))
                .isInstanceOf(UserError.class);
        float[] broken = new float[GRID.size()];
        broken[5] = Float.NaN;
        assertThatThrownBy(() -> Regions.auto(broken, GRID, 2, 3, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("feature 0 of point 5 is NaN");
        broken[5] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> Regions.auto(broken, GRID, 2, 3, 0)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> Regions.auto(new float[7], GRID, 2, 3, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Stripes of about the same width. */
    private static int[] truth(int regions) {
        int[] truth = new int[GRID.size()];
        for (int p = 0; p < truth.length; p++) {
            truth[p] = p % GRID.columns() * regions / GRID.columns();
        }
        return truth;
    }

    private static float[] features(int[] truth, int channels) {
        SplitMix random = SplitMix.of(truth.length);
        float[] features = new float[truth.length * channels];
        for (int i = 0; i < features.length; i++) {
            boolean own = truth[i / channels] == i % channels;
            features[i] = (float) (0.1 * random.gaussian() + (own ? 3 : 0));
        }
        return features;
    }
}
