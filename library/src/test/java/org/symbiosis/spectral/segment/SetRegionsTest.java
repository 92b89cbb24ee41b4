package org.symbiosis.spectral.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SetFeatures;

class SetRegionsTest {
    private static final Grid GRID = new Grid(2, 2);

    /** Two images that show the same two things in opposite corners; channel 1 misleads. */
    private static final SetFeatures SET =
            new SetFeatures(
                    GRID,
                    2,
                    new float[][] {
                        {0, 50, 0, 0, 9, 50, 9, 0},
                        {9, 0, 9, 50, 0, 0, 0, 50}
                    },
                    new float[] {1, 1});

    @Test
    void aNumberMeansTheSameInAllImages() {
        SetRegions regions = SetRegions.of(SET, 1, 2, 3);
        int[] first = regions.maps().get(0).labels();
        int[] second = regions.maps().get(1).labels();
        assertThat(first[0]).isEqualTo(first[1]).isNotEqualTo(first[2]);
        assertThat(second).containsExactly(first[2], first[3], first[0], first[1]);
    }

    @Test
    void furtherChannelsCountWhenAskedFor() {
        int[] all = SetRegions.of(SET, 2, 2, 3).maps().get(0).labels();
        assertThat(all[0]).isEqualTo(all[2]).isNotEqualTo(all[1]);
    }

    @Test
    void pixelsTakeTheNearestPlace() {
        SetRegions regions = SetRegions.of(SET, 1, 2, 3);
        Labels large = regions.labels(0, 6, 4);
        assertThat(large.width()).isEqualTo(6);
        assertThat(large.height()).isEqualTo(4);
        assertThat(large.id(5, 1)).isEqualTo(large.id(0, 0)).isNotEqualTo(large.id(0, 2));
    }

    @Test
    void theSilhouetteOfTheWholeSetDecides() {
        SetRegions auto = SetRegions.of(SET, new RegionCount.Auto(2, 5), 3);
        assertThat(auto.k()).isEqualTo(4);
        assertThat(SetRegions.of(SET, new RegionCount.Fixed(2), 3).k()).isEqualTo(2);
        assertThat(auto.maps().get(0).labels()[2]).isEqualTo(auto.maps().get(1).labels()[1]);
    }

    @Test
    void ofAnOblongPictureTheSquareInTheMiddleHasRegions() {
        SetRegions regions = SetRegions.of(SET, 1, 2, 3);
        Labels wide = regions.whole(0, 8, 4);
        Labels square = regions.labels(0, 4, 4);
        for (int x = 0; x < 8; x++) {
            int seen = x >= 2 && x < 6 ? square.id(x - 2, 3) : Labels.VOID;
            assertThat(wide.id(x, 3)).isEqualTo(seen);
        }
        assertThat(regions.whole(0, 3, 9).id(1, 1)).isEqualTo(Labels.VOID);
    }

    @Test
    void moreRegionsThanPlacesAreRefused() {
        assertThatThrownBy(() -> SetRegions.of(SET, 1, 9, 0)).isInstanceOf(UserError.class);
    }

    @Test
    void enlargedFeaturesKeepEndsAndRiseBetween() {
        float[] wide = SET.resized(0, new Grid(4, 2));
        assertThat(new float[] {wide[0], wide[4], wide[8], wide[12]})
                .containsExactly(0, 2.25f, 6.75f, 9);
        assertThat(SET.resized(0, GRID)).isEqualTo(SET.features()[0]);
    }
}
