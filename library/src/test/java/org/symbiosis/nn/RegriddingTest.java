package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class RegriddingTest {
    private static final Grid FIVE = new Grid(5, 5);

    /** One token in front, then the sines of 1.7 i over a grid of 5 x 5, two channels. */
    private static Tensor table() {
        float[] values = new float[2 + 50];
        values[0] = 7;
        values[1] = 8;
        for (int i = 0; i < 50; i++) {
            values[2 + i] = (float) Math.sin(i * 1.7);
        }
        return Plain.tensor(values, 1, 26, 2);
    }

    /** Expected values: PyTorch 1.13, interpolate(mode="bicubic", antialias=True). */
    @Test
    void antialiasedFittingIsThatOfTheReference() {
        begins(new Regridding.Antialiased(), new Grid(3, 4), -0.2781657, 0.22933395, 0.14423367);
        begins(new Regridding.Antialiased(), new Grid(7, 6), 0.07020302, 1.1331007, -0.30590475);
    }

    private static void begins(Regridding way, Grid to, double... wanted) {
        try (Scope s = Scope.open()) {
            Tensor fitted = way.fit(table(), FIVE, to);
            float[] values = Plain.floats(fitted);
            assertThat(fitted.size(1)).isEqualTo(1 + to.size());
            assertThat(values).startsWith(7, 8);
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) values[2 + i]).isCloseTo(wanted[i], within(1e-5));
            }
        }
    }

    @Test
    void aBatchIsFittedAsItsParts() {
        try (Scope s = Scope.open()) {
            Regridding bySize = new Regridding.BySize();
            Grid to = new Grid(8, 3);
            float[] both = Plain.floats(bySize.fit(table().expand(2, -1, -1), FIVE, to));
            float[] one = Plain.floats(bySize.fit(table(), FIVE, to));
            assertThat(both).hasSize(2 * one.length).startsWith(one).endsWith(one);
        }
    }

    @Test
    void theFactorIsNotTheRatioOfTheSizes() {
        try (Scope s = Scope.open()) {
            Grid to = new Grid(7, 7);
            float[] byFactor = Plain.floats(Regridding.ByFactor.DINO.fit(table(), FIVE, to));
            float[] bySize = Plain.floats(new Regridding.BySize().fit(table(), FIVE, to));
            float[] noOffset = Plain.floats(new Regridding.ByFactor(0).fit(table(), FIVE, to));
            assertThat(noOffset).containsExactly(bySize, within(1e-5f));
            assertThat(byFactor).isNotEqualTo(bySize);
        }
    }

    @Test
    void fixedPositionsAreComputedAnew() {
        try (Scope s = Scope.open()) {
            Grid to = new Grid(2, 6);
            Tensor table = Positions.sinCos(8, FIVE, 1);
            Regridding anew = new Regridding.SinCos(Positions.Order.COLUMN_FIRST);
            assertThat(Plain.floats(anew.fit(table, FIVE, to)))
                    .containsExactly(Plain.floats(Positions.sinCos(8, to, 1)));
        }
    }

    @Test
    void tooFewTokensAreRefused() {
        try (Scope s = Scope.open()) {
            assertThatThrownBy(
                            () ->
                                    new Regridding.BySize()
                                            .fit(table(), new Grid(6, 5), new Grid(2, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("26 tokens");
        }
    }
}
