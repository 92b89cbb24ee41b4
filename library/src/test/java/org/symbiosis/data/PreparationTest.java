package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Picture STRIP = new Picture(40, 100, 3, new byte[3 * 40 * 100]);

    @Test
    void aPreparationKnowsTheSideOfItsSquares() {
        Preparation small = Preparation.small(32, Normalisation.HALF);
        Planes made = small.apply(STRIP, SplitMix.of(1));
        assertThat(small.side()).hasValue(32);
        assertThat(made.width()).isEqualTo(32);
        assertThat(made.height()).isEqualTo(32);
    }

    @Test
    void anotherSideScalesCropsAndBorders() {
        assertThat(Preparation.small(32, Normalisation.HALF).withSide(64))
                .isEqualTo(Preparation.small(64, Normalisation.HALF));
        assertThat(Preparation.evaluation(224, Normalisation.IMAGENET).withSide(448))
                .isEqualTo(Preparation.evaluation(448, Normalisation.IMAGENET));
    }

    @Test
    void imagesOfAnotherSizeThanTheModelsAreRefused() {
        Preparation small = Preparation.small(32, Normalisation.HALF);
        assertThatCode(() -> small.requireSize(32, 32)).doesNotThrowAnyException();
        assertThatThrownBy(() -> small.requireSize(64, 32))
                .hasMessageContaining("32 x 32")
                .hasMessageContaining("64 x 32");
    }

    @Test
    void whatKeepsSizesFitsEveryModel() {
        Preparation plain = new Preparation(List.of(), Normalisation.HALF);
        assertThatCode(() -> plain.requireSize(5, 7)).doesNotThrowAnyException();
        assertThatThrownBy(() -> plain.withSide(8)).isInstanceOf(IllegalStateException.class);
    }
}
