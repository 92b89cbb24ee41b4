package org.symbiosis.nested.latents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.symbiosis.nested.latents.LatentPyramid.Source;

class LatentPyramidTest {
    @Test
    void shapesOfTheChapter() {
        LatentPyramid five = LatentPyramid.chapter(5);
        assertThat(five.shape(5)).isEqualTo(new LatentShape(256, 1, 1));
        assertThat(five.shape(4)).isEqualTo(new LatentShape(128, 2, 1));
        assertThat(five.shape(3)).isEqualTo(new LatentShape(64, 4, 2));
        assertThat(five.shape(2)).isEqualTo(new LatentShape(32, 8, 2));
        assertThat(five.shape(1)).isEqualTo(new LatentShape(4, 32, 2));
        assertThat(five.source(3)).isEqualTo(Source.CROPS);
        assertThat(five.source(2)).isEqualTo(Source.MAP);
        for (int l = 2; l <= 5; l++) {
            assertThat(five.shape(l - 1).values()).isEqualTo(2 * five.shape(l).values());
        }
    }

    @Test
    void deepeningOnlyRenames() {
        LatentPyramid two = LatentPyramid.small(2);
        LatentPyramid three = two.withLevels(3);
        assertThat(three.shape(3)).isEqualTo(two.shape(2));
        assertThat(three.levelOfSide(1)).isEqualTo(3);
        assertThat(LatentPyramid.chapter(1).shape(1)).isEqualTo(new LatentShape(4, 32, 2));
    }

    @Test
    void refusesWhatDoesNotDivide() {
        assertThatThrownBy(() -> new LatentPyramid(5, 12, 32, 8, new FirstLatent.Pixels(4)))
                .hasMessageContaining("12 channels do not halve 3 times");
        assertThatThrownBy(() -> LatentPyramid.chapter(3).side(1))
                .hasMessageContaining("semantic levels are 2 to 3, not 1");
        assertThatThrownBy(() -> new LatentPyramid(2, 64, 30, 8, new FirstLatent.Vae(1, 2)))
                .hasMessageContaining("multiples of 8");
    }
}
