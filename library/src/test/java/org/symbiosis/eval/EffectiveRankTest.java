package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.linalg_eigvalsh;
import static org.bytedeco.pytorch.global.torch.linalg_qr;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.eval.EffectiveRank.Centring;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class EffectiveRankTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
        Seed.set(11);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource({"30, 7", "7, 30", "16, 16", "1, 5", "2, 3"})
    void itLiesBetweenNothingAndTheLogarithmOfTheSmallerSide(int n, int d) {
        for (Centring centring : Centring.values()) {
            double rho = EffectiveRank.ofCovariance(randn(n, d), centring);
            assertThat(rho).isBetween(0.0, Math.log(Math.min(n, d)) + 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 7", "7, 30"})
    void scaleDoesNotMatter(int n, int d) {
        Tensor X = randn(n, d);
        for (Centring centring : Centring.values()) {
            double rho = EffectiveRank.ofCovariance(X, centring);
            for (double factor : new double[] {1.0 / (1 << 20), 0.25, 1 << 20}) {
                assertThat(EffectiveRank.ofCovariance(X.mul(new Scalar(factor)), centring))
                        .isEqualTo(rho, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 7", "7, 30"})
    void turningTheFeaturesDoesNotMatter(int n, int d) {
        Tensor X = randn(n, d).to(ScalarType.Double);
        Tensor Q = linalg_qr(randn(d, d).to(ScalarType.Double)).get0();
        assertThat(EffectiveRank.ofCovariance(X.matmul(Q), Centring.FEATURES))
                .isEqualTo(EffectiveRank.ofCovariance(X, Centring.FEATURES), within(1e-10));
        assertThat(EffectiveRank.ofMatrix(X.matmul(Q)))
                .isEqualTo(EffectiveRank.ofMatrix(X), within(1e-10));
    }

    @Test
    void whatIsTakenOffBeforehandDoesNotMatter() {
        Tensor X = randn(20, 6).to(ScalarType.Double);
        assertThat(EffectiveRank.ofCovariance(X.add(randn(1, 6)), Centring.FEATURES))
                .isEqualTo(EffectiveRank.ofCovariance(X, Centring.FEATURES), within(1e-10));
        assertThat(EffectiveRank.ofCovariance(X.add(randn(20, 1)), Centring.SAMPLES))
                .isEqualTo(EffectiveRank.ofCovariance(X, Centring.SAMPLES), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"40, 9, FEATURES", "9, 40, FEATURES", "40, 9, SAMPLES", "9, 40, SAMPLES"})
    void theSmallerMatrixHasTheRankOfTheMatrixOfSamples(int n, int d, Centring centring) {
        Tensor X = randn(n, d).to(ScalarType.Double);
        long[] over = {centring == Centring.FEATURES ? 0 : 1};
        Tensor C = X.sub(X.mean(over, true, new ScalarTypeOptional()));
        double ofSamples = EffectiveRank.entropy(Plain.doubles(linalg_eigvalsh(C.matmul(C.t()))));
        double ofFeatures = EffectiveRank.entropy(Plain.doubles(linalg_eigvalsh(C.t().matmul(C))));
        double rho = EffectiveRank.ofCovariance(X, centring);
        assertThat(rho).isEqualTo(ofSamples, within(1e-10));
        assertThat(rho).isEqualTo(ofFeatures, within(1e-10));
    }

    @Test
    void equalSingularValuesGiveTheLogarithmOfTheirNumber() {
        assertThat(EffectiveRank.entropy(3, 3, 3, 3)).isEqualTo(Math.log(4), within(1e-15));
        assertThat(EffectiveRank.entropy(5)).isZero();
        assertThat(EffectiveRank.entropy(1, 0, 0)).isZero();
        assertThat(EffectiveRank.entropy(1, 1, -1e-18)).isEqualTo(Math.log(2), within(1e-15));
    }

    @Test
    void itIsTheEntropyOfEquation26() {
        double expected = -(0.5 * Math.log(0.5) + 0.3 * Math.log(0.3) + 0.2 * Math.log(0.2));
        assertThat(EffectiveRank.entropy(5, 3, 2)).isEqualTo(expected, within(1e-15));
    }

    @Test
    void collapsedFeaturesHaveRankZero() {
        Tensor same = Plain.tensor(new float[] {0.1f, 0.7f, -3.3f}, 1, 3).expand(17, 3);
        assertThat(EffectiveRank.ofCovariance(same, Centring.FEATURES)).isZero();
        Tensor line = randn(50, 1).matmul(randn(1, 8)).to(ScalarType.Double);
        assertThat(EffectiveRank.ofCovariance(line, Centring.FEATURES)).isLessThan(1e-6);
    }

    @Test
    void fewerDirectionsMeanALowerRank() {
        double last = -1;
        for (int directions : new int[] {1, 3, 10, 30}) {
            Tensor X = randn(200, directions).matmul(randn(directions, 32));
            double rho = EffectiveRank.ofCovariance(X, Centring.FEATURES);
            assertThat(rho).isBetween(last, Math.log(directions) + 1e-3);
            last = rho;
        }
    }

    @Test
    void singularValuesComeLargestFirst() {
        double[] s = EffectiveRank.singularValues(Plain.tensor(new double[] {0, 2, 7, 0}, 2, 2));
        assertThat(s).containsExactly(new double[] {7, 2}, within(1e-12));
    }
}
