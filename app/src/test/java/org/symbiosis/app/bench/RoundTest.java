package org.symbiosis.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void speedIsThatOfTheMedianStep() {
        Round round = new Round(List.of(0.5, 9.0, 0.25), List.of(1.0, 1.0, 1.0));
        assertThat(round.imagesPerSecond(128)).isEqualTo(256);
        assertThat(Round.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void lossesAreComparedStepByStep() {
        Round ours = new Round(List.of(1.0, 1.0), List.of(2.0, 1.1));
        Round theirs = new Round(List.of(1.0, 1.0), List.of(2.0, 1.0));
        assertThat(ours.difference(theirs)).isCloseTo(0.1, within(1e-12));
        assertThat(ours.difference(ours)).isZero();
    }

    @Test
    void aLossThatIsNotANumberIsDifferentFromAll() {
        Round broken = new Round(List.of(1.0), List.of(Double.NaN));
        assertThat(broken.difference(new Round(List.of(1.0), List.of(1.0)))).isEqualTo(1);
    }

    @Test
    void timesAndLossesBelongTogether() {
        assertThatThrownBy(() -> new Round(List.of(1.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
