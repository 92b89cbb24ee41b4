package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class GroupNormTest {
    @Test
    void everyGroupHasMeanZeroAndVarianceOneBeforeScaleAndShift() {
        Seed.set(2);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                GroupNorm norm = new GroupNorm(2, 4, 0.5)) {
            Initialisation.normal(norm.state().get("weight"), 1);
            Initialisation.normal(norm.state().get("bias"), 1);
            Tensor x = randn(3, 4, 5, 2);
            float[] w = Plain.floats(norm.state().get("weight"));
            float[] b = Plain.floats(norm.state().get("bias"));
            float[] expected = byHand(Plain.floats(x), w, b);
            assertThat(Plain.floats(norm.forward(x))).containsExactly(expected, within(1e-5f));
        }
    }

    /** Groups of 2 channels of 10 values. */
    private static float[] byHand(float[] x, float[] w, float[] b) {
        float[] y = new float[x.length];
        for (int start = 0; start < x.length; start += 20) {
            double mean = 0;
            double square = 0;
            for (int i = start; i < start + 20; i++) {
                mean += x[i] / 20;
                square += x[i] * x[i] / 20;
            }
            double deviation = Math.sqrt(square - mean * mean + 0.5);
            for (int i = start; i < start + 20; i++) {
                int c = i / 10 % 4;
                y[i] = (float) ((x[i] - mean) / deviation * w[c] + b[c]);
            }
        }
        return y;
    }

    @Test
    void groupsThatDoNotDivideTheChannelsAreRefused() {
        assertThatThrownBy(() -> new GroupNorm(3, 4, 1e-6))
                .hasMessage("3 groups do not divide 4 channels evenly");
        assertThatThrownBy(() -> new GroupNorm(0, 4, 1e-6)).hasMessageContaining("0 groups");
    }
}
