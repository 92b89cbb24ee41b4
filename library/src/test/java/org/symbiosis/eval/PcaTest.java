package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class PcaTest {
    /** Both ways to the components: by covariance, and by the samples. */
    @ParameterizedTest
    @CsvSource({"200, 6", "6, 200", "50, 50"})
    void axesAreOrthonormalInOrderOfVarianceAndPointUp(int n, int d) {
        int k = 5;
        double[] X = samples(n, d, 11);
        try (Scope s = Scope.open()) {
            Pca.Fit fit = new Pca(k).fit(Plain.tensor(X, n, d));
            double[] scores = Plain.doubles(fit.project(Plain.tensor(X, n, d)));
            for (int a = 0; a < k; a++) {
                double largest = 0;
                for (int b = 0; b < k; b++) {
                    double dot = 0;
                    for (int i = 0; i < d; i++) {
                        dot += fit.axes()[a * d + i] * fit.axes()[b * d + i];
                    }
                    assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-10));
                }
                for (int i = 0; i < d; i++) {
                    double v = fit.axes()[a * d + i];
                    largest = Math.abs(v) > Math.abs(largest) ? v : largest;
                }
                assertThat(largest).isPositive();
                assertThat(variance(scores, k, a)).isCloseTo(fit.variances()[a], within(1e-9));
                assertThat(fit.variances()[a])
                        .isLessThanOrEqualTo(a == 0 ? 1e9 : fit.variances()[a - 1]);
            }
            double total = 0;
            for (int i = 0; i < d; i++) {
                total += variance(X, d, i);
            }
            assertThat(fit.totalVariance()).isCloseTo(total, within(1e-9 * total));
        }
    }

    @Test
    void knownDirectionsAreFoundWithTheirVariances() {
        // Points on a cross: +-3 along (0.6, 0.8, 0), +-1 along (-0.8, 0.6, 0), moved to (5, 6, 7).
        double[] X = {
            5 + 1.8, 6 + 2.4, 7, 5 - 1.8, 6 - 2.4, 7, 5 - 0.8, 6 + 0.6, 7, 5 + 0.8, 6 - 0.6, 7
        };
        try (Scope s = Scope.open()) {
            Pca.Fit fit = new Pca(3).fit(Plain.tensor(X, 4, 3));
            assertThat(fit.mean()).containsExactly(new double[] {5, 6, 7}, within(1e-12));
            assertThat(fit.variances())
                    .containsExactly(new double[] {6, 2 / 3.0, 0}, within(1e-12));
            assertThat(fit.explained()).containsExactly(new double[] {0.9, 0.1, 0}, within(1e-12));
            double[] first = {fit.axes()[0], fit.axes()[1], fit.axes()[2]};
            assertThat(first).containsExactly(new double[] {0.6, 0.8, 0}, within(1e-12));
            double[] second = {fit.axes()[3], fit.axes()[4], fit.axes()[5]};
            assertThat(second).containsExactly(new double[] {0.8, -0.6, 0}, within(1e-12));
        }
    }

    @Test
    void allComponentsRestoreTheSamplesAndFewerRestoreTheBestPart() {
        int n = 40;
        int d = 7;
        double[] X = samples(n, d, 3);
        try (Scope s = Scope.open()) {
            Tensor samples = Plain.tensor(X, n, d);
            Pca.Fit all = new Pca(d).fit(samples);
            double[] same = Plain.doubles(all.restore(all.project(samples)));
            assertThat(same).containsExactly(X, within(1e-9));
            Pca.Fit two = new Pca(2).fit(samples);
            double[] close = Plain.doubles(two.restore(two.project(samples)));
            double lost = 0;
            for (int i = 0; i < X.length; i++) {
                lost += (X[i] - close[i]) * (X[i] - close[i]);
            }
            double kept = two.variances()[0] + two.variances()[1];
            assertThat(lost / (n - 1)).isCloseTo(two.totalVariance() - kept, within(1e-9));
        }
    }

    @Test
    void equalSamplesHaveNoVarianceAndExplainNothing() {
        try (Scope s = Scope.open()) {
            Pca.Fit fit = new Pca(2).fit(Plain.tensor(new double[] {1, 2, 1, 2, 1, 2}, 3, 2));
            assertThat(fit.variances()).containsExactly(0, 0);
            assertThat(fit.explained()).containsExactly(0, 0);
            assertThat(Shapes.of(fit.project(Plain.tensor(new float[4], 2, 2))))
                    .containsExactly(2, 2);
        }
    }

    @Test
    void moreComponentsThanSamplesOrFeaturesAreRefused() {
        try (Scope s = Scope.open()) {
            Tensor X = Plain.tensor(new double[8], 4, 2);
            assertThatThrownBy(() -> new Pca(3).fit(X)).hasMessageContaining("4 x 2");
            assertThatThrownBy(() -> new Pca(0)).hasMessageContaining("not 0");
        }
    }

    /** Samples whose features vary more and more, and together. */
    private static double[] samples(int n, int d, long seed) {
        SplitMix random = SplitMix.of(seed);
        double[] X = new double[n * d];
        for (int i = 0; i < n; i++) {
            double shared = random.gaussian();
            for (int j = 0; j < d; j++) {
                X[i * d + j] = 10 + shared * (j % 3) + random.gaussian() * (1 + j % 5);
            }
        }
        return X;
    }

    private static double variance(double[] values, int columns, int column) {
        int n = values.length / columns;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += values[i * columns + column] / n;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.pow(values[i * columns + column] - mean, 2);
        }
        return sum / (n - 1);
    }
}
