package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class BatchNorm2dTest {
    private static final int VALUES = 4 * 5 * 5; // of a channel in a batch

    private Scope scope;
    private Tensor x;

    @BeforeEach
    void open() {
        scope = Scope.open();
        Seed.set(2);
        x = randn(4, 3, 5, 5).mul(new Scalar(3.0)).add(new Scalar(7.0));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private double[] channelMeans(Tensor t) {
        return Plain.doubles(t.detach().mean(0, 2, 3));
    }

    @Test
    void inTrainingEachChannelGetsMeanZeroAndVarianceOne() {
        try (BatchNorm2d norm = new BatchNorm2d(3)) {
            Tensor y = norm.forward(x);
            assertThat(channelMeans(y)).containsExactly(new double[3], within(1e-5));
            assertThat(channelMeans(y.square()))
                    .containsExactly(new double[] {1, 1, 1}, within(1e-4));
        }
    }

    @Test
    void runningStatisticsFollowTheBatchesWithTheUnbiasedVariance() {
        try (BatchNorm2d norm = new BatchNorm2d(3, 1e-5, 0.25)) {
            norm.forward(x);
            double[] mean = channelMeans(x);
            double[] square = channelMeans(x.square());
            Map<String, Tensor> state = norm.state();
            double[] runningMean = Plain.doubles(state.get("running_mean"));
            double[] runningVar = Plain.doubles(state.get("running_var"));
            for (int c = 0; c < 3; c++) {
                double var = (square[c] - mean[c] * mean[c]) * VALUES / (VALUES - 1);
                assertThat(runningMean[c]).isEqualTo(0.25 * mean[c], within(1e-5));
                assertThat(runningVar[c]).isEqualTo(0.75 + 0.25 * var, within(1e-4));
            }
            norm.forward(x);
            assertThat(Plain.longs(state.get("num_batches_tracked"))).containsExactly(2);
        }
    }

    @Test
    void inEvaluationTheRunningStatisticsAreUsedAndStay() {
        try (BatchNorm2d norm = new BatchNorm2d(3);
                NoGradGuard g = new NoGradGuard()) {
            norm.eval();
            double[] y = Plain.doubles(norm.forward(x));
            double[] untouched = Plain.doubles(x);
            for (int i = 0; i < y.length; i++) { // running mean 0 and variance 1 at first
                assertThat(y[i]).isEqualTo(untouched[i] / Math.sqrt(1 + 1e-5), within(1e-4));
            }
            assertThat(Plain.longs(norm.state().get("num_batches_tracked"))).containsExactly(0);
            assertThat(Plain.floats(norm.state().get("running_mean"))).containsOnly(0);
        }
    }

    @Test
    void namesAndTheirOrderAreTheReferences() {
        try (BatchNorm2d norm = new BatchNorm2d(3)) {
            assertThat(norm.state().keySet())
                    .containsExactly(
                            "weight", "bias", "running_mean", "running_var", "num_batches_tracked");
            assertThat(norm.parameters().keySet()).containsExactly("weight", "bias");
        }
    }

    @Test
    void constantsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new BatchNorm2d(3, 0, 0.1)).hasMessageContaining("eps");
        assertThatThrownBy(() -> new BatchNorm2d(3, 1e-5, 1.5)).hasMessageContaining("momentum");
    }
}
