package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.report.Curves.Run;

class CurvesTest {
    private static final double[] EPOCHS = {10, 20};

    @Test
    void eachRunIsALineOverItsSeeds() {
        Run decayed =
                new Run(
                        "alpha_min = 0.6",
                        EPOCHS,
                        List.of(new double[] {3, 2}, new double[] {5, 2}),
                        List.of(new double[] {40, 50}, new double[] {42, 56}));
        Run plain = new Run("alpha_min = 1.0", EPOCHS, List.of(EPOCHS), List.of(EPOCHS));
        Curves curves = new Curves(List.of(decayed, plain), "kNN, %");
        LineChart rank = curves.rankChart();
        assertThat(rank.axes().y()).isEqualTo("effective rank, nats");
        assertThat(rank.series().get(0).mean()).containsExactly(4, 2);
        assertThat(rank.series().get(0).spread()).containsExactly(Math.sqrt(2), 0);
        assertThat(rank.series().get(1).hasSpread()).isFalse();
        assertThat(curves.accuracyChart().axes().y()).isEqualTo("kNN, %");
        assertThat(curves.accuracyChart().series().get(0).mean()).containsExactly(41, 53);
        List<Element> figures = curves.figures();
        assertThat(figures).hasSize(2);
        assertThat(((Element.Figure) figures.get(0)).caption()).contains("over 1 to 2 seeds");
        assertThat(new Curves(List.of(plain), "x").figures().get(0).html())
                .contains("one seed a run");
    }

    @Test
    void curvesWithoutARunAreRefused() {
        assertThatThrownBy(() -> new Curves(List.of(), "x")).hasMessageContaining("no run");
    }
}
