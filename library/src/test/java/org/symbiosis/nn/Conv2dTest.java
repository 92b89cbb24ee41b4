package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class Conv2dTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "3, 2", "7, 2", "5, 3"})
    void everyValueIsTheSumOverItsWindow(int kernel, int stride) {
        Seed.set(1);
        int size = 9;
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Conv2d conv = new Conv2d(2, 3, kernel, stride, Bias.LEARNT)) {
            Tensor x = randn(1, 2, size, size);
            Tensor y = conv.forward(x);
            int side = (size + stride - 1) / stride;
            assertThat(Shapes.of(y)).containsExactly(1, 3, side, side);
            float[] expected =
                    byHand(
                            Plain.floats(x),
                            Plain.floats(conv.weight()),
                            Plain.floats(conv.state().get("bias")),
                            size,
                            new int[] {kernel, stride, side});
            assertThat(Plain.floats(y)).containsExactly(expected, within(1e-4f));
        }
    }

    private static float[] byHand(float[] x, float[] w, float[] b, int size, int[] shape) {
        int kernel = shape[0];
        int side = shape[2];
        float[] y = new float[3 * side * side];
        for (int at = 0; at < y.length; at++) {
            int o = at / (side * side);
            int top = at / side % side * shape[1] - kernel / 2;
            int left = at % side * shape[1] - kernel / 2;
            y[at] = b[o];
            for (int k = 0; k < 2 * kernel * kernel; k++) {
                int row = top + k / kernel % kernel;
                int column = left + k % kernel;
                if (row >= 0 && row < size && column >= 0 && column < size) {
                    int c = k / (kernel * kernel);
                    y[at] += w[o * 2 * kernel * kernel + k] * x[(c * size + row) * size + column];
                }
            }
        }
        return y;
    }

    @Test
    void withoutABorderWindowsStayInsideAndMayBeEven() {
        Seed.set(1);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Conv2d conv = Conv2d.withoutBorder(2, 3, 2, 2, Bias.NONE)) {
            Tensor x = randn(1, 2, 5, 4);
            Tensor y = conv.forward(x);
            assertThat(Shapes.of(y)).containsExactly(1, 3, 2, 2);
            Tensor window = x.narrow(2, 2, 2).narrow(3, 0, 2); // below, left
            float expected = window.mul(conv.weight().narrow(0, 1, 1)).sum().item_float();
            assertThat(Plain.floats(y)[4 + 2]).isCloseTo(expected, within(1e-5f));
        }
    }

    @Test
    void aBiasIsThereOnlyWhenAskedFor() {
        try (Conv2d with = new Conv2d(2, 3, 3, 1, Bias.LEARNT);
                Conv2d without = new Conv2d(2, 3, 3, 1, Bias.NONE)) {
            assertThat(with.state()).containsOnlyKeys("weight", "bias");
            assertThat(without.state()).containsOnlyKeys("weight");
        }
    }

    @Test
    void evenKernelsAndStandingStridesAreRefused() {
        assertThatThrownBy(() -> new Conv2d(2, 3, 4, 1, Bias.NONE)).hasMessageContaining("odd");
        assertThatThrownBy(() -> new Conv2d(2, 3, 3, 0, Bias.NONE)).hasMessageContaining("stride");
    }
}
