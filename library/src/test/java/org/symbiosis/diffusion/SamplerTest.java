package org.symbiosis.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Samplers on images whose distribution, and so whose best denoiser, is known. */
class SamplerTest {
    private static final double MEAN = 0.4;
    private static final double DEVIATION = 0.3;

    static Stream<Arguments> ways() {
        return Stream.of(
                        NoiseSchedule.Linear.standard(),
                        NoiseSchedule.Cosine.standard(),
                        new NoiseSchedule.Discrete())
                .flatMap(
                        schedule ->
                                Stream.of(
                                                new EulerMaruyama(
                                                        300, EulerMaruyama.Equation.STOCHASTIC),
                                                new EulerMaruyama(
                                                        300, EulerMaruyama.Equation.ORDINARY),
                                                new Ddpm(300),
                                                new Ddim(60, 0),
                                                new Ddim(200, 0.5),
                                                new DpmSolver(36, 1, Knots.UNIFORM_LAMBDA),
                                                new DpmSolver(300, 2, Knots.UNIFORM_TIME),
                                                new DpmSolver(21, 3, Knots.UNIFORM_LAMBDA),
                                                new DpmSolverFast(25),
                                                new DpmSolverPlusPlusFast(80),
                                                new DpmSolverPlusPlus(80, 1),
                                                new DpmSolverPlusPlus(40, 2),
                                                new DpmSolverPlusPlus(40, 3))
                                        .map(sampler -> Arguments.of(schedule, sampler)));
    }

    /** Of N(mean, deviation^2) the noise in x is known in closed form. */
    private static Denoiser best(NoiseSchedule schedule) {
        return (x, t) -> {
            double alpha = schedule.alpha(t);
            double variance = Math.pow(alpha * DEVIATION, 2) + Math.pow(schedule.sigma(t), 2);
            return x.sub(new Scalar(alpha * MEAN)).mul(new Scalar(schedule.sigma(t) / variance));
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void arriveAtTheDistributionOfTheImages(NoiseSchedule schedule, Sampler sampler) {
        try (Scope s = Scope.open()) {
            NoiseSource noise = new SampleNoise(1, 0, 0, 64);
            Tensor x = noise.next(64, 1, 8, 8);
            int[] calls = {0};
            Denoiser best = best(schedule);
            Denoiser counted =
                    (y, t) -> {
                        calls[0]++;
                        return best.noise(y, t);
                    };
            double[] image = Plain.doubles(sampler.sample(counted, schedule, x, noise));
            assertThat(calls[0]).isEqualTo(sampler.calls());
            assertThat(mean(image)).isCloseTo(MEAN, within(0.03));
            assertThat(deviation(image)).isCloseTo(DEVIATION, within(0.03));
        }
    }

    @Test
    void higherOrdersComeCloserInAsManyCalls() {
        NoiseSchedule schedule = NoiseSchedule.Linear.standard();
        try (Scope s = Scope.open()) {
            double first = error(schedule, new DpmSolver(30, 1, Knots.UNIFORM_LAMBDA));
            double second = error(schedule, new DpmSolver(30, 2, Knots.UNIFORM_LAMBDA));
            double third = error(schedule, new DpmSolver(30, 3, Knots.UNIFORM_LAMBDA));
            assertThat(second).isLessThan(first);
            assertThat(third).isLessThan(second);
        }
    }

    /** The way back of one value is known: it keeps its place in the distribution. */
    private static double error(NoiseSchedule schedule, Sampler sampler) {
        Tensor x = Plain.tensor(new double[] {1.5}, 1, 1, 1, 1);
        double at = Plain.doubles(sampler.sample(best(schedule), schedule, x, shape -> x))[0];
        double spread =
                Math.sqrt(
                        Math.pow(schedule.alpha(1e-4) * DEVIATION, 2)
                                + Math.pow(schedule.sigma(1e-4), 2));
        double start = schedule.alpha(1) * MEAN;
        double startSpread =
                Math.sqrt(
                        Math.pow(schedule.alpha(1) * DEVIATION, 2)
                                + Math.pow(schedule.sigma(1), 2));
        double exact = schedule.alpha(1e-4) * MEAN + spread * (1.5 - start) / startSpread;
        return Math.abs(at - exact);
    }

    @Test
    void aSampleHasItsNoiseInAnyBatch() {
        try (Scope s = Scope.open()) {
            Tensor all = new SampleNoise(3, 0, 0, 5).next(5, 2, 2);
            Tensor some = new SampleNoise(3, 0, 2, 2).next(2, 2, 2);
            assertThat(all.narrow(0, 2, 2).equal(some)).isTrue();
            assertThat(new SampleNoise(3, 1, 2, 2).next(2, 2, 2).equal(some)).isFalse();
        }
    }

    @Test
    void aLongWalkKeepsNothing() {
        try (Scope s = Scope.open()) {
            NoiseSource noise = new SampleNoise(1, 0, 0, 1);
            Tensor x = noise.next(1, 1, 4, 4);
            NoiseSchedule schedule = NoiseSchedule.Linear.standard();
            new DpmSolverPlusPlus(9, 3).sample(best(schedule), schedule, x, noise);
            long before = Pointer.totalCount();
            for (int i = 0; i < 5; i++) {
                try (Scope each = Scope.open()) {
                    new DpmSolverPlusPlus(9, 3).sample(best(schedule), schedule, x, noise);
                    new Ddpm(9).sample(best(schedule), schedule, x, noise);
                }
            }
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @Test
    void refuseWhatTheyCannotDo() {
        assertThatThrownBy(() -> new DpmSolverFast(0)).hasMessageContaining("calls");
        assertThatThrownBy(() -> new DpmSolver(2, 3, Knots.UNIFORM_TIME))
                .hasMessageContaining("at least the order 3");
        assertThatThrownBy(() -> new Ddim(5, 1.5)).hasMessageContaining("eta");
        assertThatThrownBy(() -> new ConditionNoise(-1, 0)).hasMessageContaining("sigma");
    }

    @Test
    void timesOfLambdasAreTheirInverses() {
        for (NoiseSchedule schedule :
                new NoiseSchedule[] {
                    NoiseSchedule.Linear.standard(),
                    NoiseSchedule.Cosine.standard(),
                    new NoiseSchedule.Discrete()
                }) {
            for (double t : new double[] {0.002, 0.0305, 0.5, 0.77777, 0.99}) {
                assertThat(schedule.timeOf(schedule.lambda(t))).isCloseTo(t, within(1e-9));
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
}
