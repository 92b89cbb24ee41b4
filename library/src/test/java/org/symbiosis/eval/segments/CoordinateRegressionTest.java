package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;

class CoordinateRegressionTest {
    @Test
    void findsALinearCode() {
        CoordinateRegression regression = CoordinateRegression.random(2, 5, 4, 3, 1);
        SplitMix random = SplitMix.of(0);
        for (int image = 0; image < 2; image++) {
            float[] f = new float[5 * 4 * 3];
            for (int i = 0; i < 20; i++) {
                f[3 * i] = 2 * (i % 5) + 1;
                f[3 * i + 1] = i % 5 - i / 5;
                f[3 * i + 2] = (float) random.gaussian();
            }
            regression.add(f);
        }
        CoordinateRegression.Result r = regression.fit();
        assertThat(r.mse()).isCloseTo(0, within(1e-12));
        assertThat(r.weights()[0]).containsExactly(new double[] {0.5, 0, 0}, within(1e-9));
        assertThat(r.weights()[1]).containsExactly(new double[] {0.5, -1, 0}, within(1e-9));
        assertThat(r.bias()).containsExactly(new double[] {-0.5, -0.5}, within(1e-9));
    }

    @Test
    void aConstantErrsByTheVariance() {
        CoordinateRegression regression = CoordinateRegression.random(60, 32, 32, 2, 7);
        for (int image = 0; image < 60; image++) {
            regression.add(new float[32 * 32 * 2]);
        }
        assertThat(regression.fit().mse()).isCloseTo(85.25, within(1.0));
    }

    @Test
    void dependentFeaturesShareTheirWeight() {
        CoordinateRegression regression = new CoordinateRegression(4, 4, 2, i -> i % 3 != 0);
        float[] f = new float[32];
        for (int i = 0; i < 16; i++) {
            f[2 * i] = i % 4;
            f[2 * i + 1] = i % 4;
        }
        regression.add(f);
        CoordinateRegression.Result r = regression.fit();
        assertThat(r.weights()[0]).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
        assertThat(r.mseX()).isCloseTo(0, within(1e-12));
        assertThat(r.mseY()).isPositive();
    }

    @Test
    void theSeedDecidesWhoIsLeftOut() {
        assertThat(mse(1)).isEqualTo(mse(1)).isNotEqualTo(mse(2));
    }

    private static double mse(long seed) {
        CoordinateRegression regression = CoordinateRegression.random(1, 8, 8, 1, seed);
        float[] f = new float[64];
        SplitMix random = SplitMix.of(5);
        for (int i = 0; i < 64; i++) {
            f[i] = (float) random.u();
        }
        regression.add(f);
        return regression.fit().mse();
    }

    @Test
    void refusesWhatDoesNotFit() {
        CoordinateRegression all = new CoordinateRegression(2, 2, 1, i -> true);
        assertThatThrownBy(() -> all.add(new float[3])).hasMessageContaining("3 values");
        all.add(new float[4]);
        assertThatThrownBy(all::fit).hasMessageContaining("0 to judge");
        assertThatThrownBy(() -> new CoordinateRegression(0, 2, 1, i -> true))
                .hasMessageContaining("0 x 2");
    }
}
