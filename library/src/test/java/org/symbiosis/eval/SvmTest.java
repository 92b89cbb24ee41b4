package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Engine;

class SvmTest {
    @Test
    void twoPointsHaveAClosedForm() {
        // Margins 1 - y w x with w = -b ... by symmetry b = 0 and w = 4 C / (1 + 4 C).
        Features points = KnnTest.features(1, new float[] {-1, 1}, 0, 1);
        Svm.Fit fit = new Svm(0.5).fit(points);
        assertThat(fit.intercepts()).containsExactly(new double[] {0, 0}, within(1e-9));
        assertThat(fit.coefficients())
                .containsExactly(new double[] {-2 / 3.0, 2 / 3.0}, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 100, 10_000})
    void noSmallChangeImprovesTheObjective(double c) {
        Features noisy = KnnTest.clouds(90, 5, 3, 1.5, 7);
        Svm.Fit fit = new Svm(c).fit(noisy);
        double best = objective(fit, noisy, c);
        SplitMix random = SplitMix.of(5, 0);
        for (int i = 0; i < 50; i++) {
            double[] w = fit.coefficients().clone();
            double[] b = fit.intercepts().clone();
            for (int k = 0; k < w.length; k++) {
                w[k] += 1e-4 * random.gaussian();
            }
            for (int k = 0; k < b.length; k++) {
                b[k] += 1e-4 * random.gaussian();
            }
            assertThat(objective(new Svm.Fit(w, b), noisy, c)).isGreaterThan(best);
        }
    }

    private static double objective(Svm.Fit fit, Features features, double c) {
        double sum = 0;
        for (double w : fit.coefficients()) {
            sum += w * w / 2;
        }
        for (double b : fit.intercepts()) {
            sum += b * b / 2;
        }
        double[] values = fit.decisions(features);
        int classes = fit.intercepts().length;
        for (int i = 0; i < values.length; i++) {
            double y = features.labels()[i / classes] == i % classes ? 1 : -1;
            double slack = Math.max(0, 1 - y * values[i]);
            sum += c * slack * slack;
        }
        return sum;
    }

    @Test
    void separableCloudsAreSeparatedAndGeneralise() {
        Features train = KnnTest.clouds(200, 16, 5, 0.2, 1);
        Features test = KnnTest.clouds(100, 16, 5, 0.2, 2);
        SvmSelection.Result result = new SvmSelection(SvmSelection.GRID, 3, 0).measure(train, test);
        assertThat(result.accuracy()).containsOnly(100.0);
        assertThat(result.c()).hasSize(3);
    }

    @Test
    void noiseHasChanceAccuracyOnly() {
        Features train = KnnTest.clouds(400, 4, 2, 400, 1);
        Features test = KnnTest.clouds(400, 4, 2, 400, 2);
        double accuracy = new Svm(1).fit(train.unit()).accuracy(test.unit());
        assertThat(accuracy).isBetween(38.0, 62.0);
    }

    @Test
    void moreFeaturesThanImagesWorkToo() {
        Features train = KnnTest.clouds(20, 64, 2, 0.5, 1);
        Svm.Fit fit = new Svm(10).fit(train);
        assertThat(fit.accuracy(train)).isEqualTo(100);
        double best = objective(fit, train, 10);
        double[] shorter = fit.coefficients().clone();
        double[] longer = fit.coefficients().clone();
        for (int k = 0; k < shorter.length; k++) {
            shorter[k] *= 1 - 1e-3;
            longer[k] *= 1 + 1e-3;
        }
        assertThat(objective(new Svm.Fit(shorter, fit.intercepts()), train, 10))
                .isGreaterThan(best);
        assertThat(objective(new Svm.Fit(longer, fit.intercepts()), train, 10)).isGreaterThan(best);
        SplitMix random = SplitMix.of(6, 0);
        for (int i = 0; i < 20; i++) {
            double[] w = fit.coefficients().clone();
            for (int k = 0; k < w.length; k++) {
                w[k] += 1e-4 * random.gaussian();
            }
            assertThat(objective(new Svm.Fit(w, fit.intercepts()), train, 10)).isGreaterThan(best);
        }
    }

    @Test
    void aClassWithoutATrainingImageNeverWins() {
        Features train = KnnTest.clouds(40, 4, 2, 0.1, 1);
        Svm.Fit fit = new Svm(1).fit(train, 3);
        double[] values = fit.decisions(train);
        for (int i = 0; i < train.n(); i++) {
            assertThat(values[3 * i + 2]).isNegative();
        }
        assertThat(fit.accuracy(train)).isEqualTo(100);
    }

    @Test
    void runsDifferInTheImagesHeldOutOnly() {
        Features train = KnnTest.clouds(150, 6, 3, 1.2, 1);
        Features test = KnnTest.clouds(90, 6, 3, 1.2, 2);
        SvmSelection.Result one = new SvmSelection(SvmSelection.GRID, 2, 4).measure(train, test);
        SvmSelection.Result again = new SvmSelection(SvmSelection.GRID, 1, 5).measure(train, test);
        assertThat(one.accuracy()[1]).isEqualTo(again.accuracy()[0]);
        assertThat(one.c()[1]).isEqualTo(again.c()[0]);
        assertThat(new SvmSelection(List.of(2.0), 2, 0).measure(train, test).c()).containsOnly(2.0);
    }

    @Test
    void theNumberOfThreadsIsLeftAsItWas() {
        Engine.useThreads(1);
        new Svm(1).fit(KnnTest.clouds(20, 4, 2, 0.1, 1));
        assertThat(Engine.threads()).isEqualTo(1);
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        Features one = KnnTest.clouds(20, 4, 1, 0.1, 1);
        assertThatThrownBy(() -> new Svm(1).fit(one))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least two classes");
        assertThatThrownBy(() -> new Svm(0)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new SvmSelection(List.of(), 1, 0)).isInstanceOf(UserError.class);
        Features few = KnnTest.clouds(4, 4, 2, 0.1, 1);
        assertThatThrownBy(() -> new SvmSelection(SvmSelection.GRID, 1, 0).measure(few, few))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 10");
    }
}
