package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** Whatever lay in memory before, results are those in double precision. */
class ConvolveTest {
    private static final double[] LEFT_BEHIND = {1e3, Double.NaN};
    private static final int SIDE = 16;

    /** Asks for blocks of the sizes that the engine may want, fills and returns them. */
    private static void dirty(double value, int batch, int in, int out, int kernel) {
        long wideIn = (in + 15) / 16 * 16L;
        long wideOut = (out + 15) / 16 * 16L;
        long wideBatch = (batch + 15) / 16 * 16L;
        long places = (long) SIDE * SIDE;
        List<Long> sizes = new ArrayList<>();
        sizes.add(wideIn * wideOut * kernel * kernel);
        sizes.add(batch * wideIn * places);
        sizes.add(batch * wideOut * places);
        sizes.add(wideBatch * wideIn * places);
        sizes.add(wideBatch * wideOut * places);
        sizes.add(wideBatch * in * places);
        sizes.add(wideBatch * out * places);
        try (Scope s = Scope.open()) {
            for (long size : sizes) {
                for (int around = -2; around < 4; around++) {
                    full(new long[] {Math.max(1, size + 16L * around)}, new Scalar(value));
                }
            }
        }
    }

    /** Result, and gradients in the image and in the weight. */
    private static List<Tensor> once(
            Tensor x, Tensor w, Tensor b, int[] shape, Tensor[] kept, Consumer<Tensor> between) {
        long[] stride = {shape[1], shape[1]};
        long[] border = {shape[2], shape[2]};
        long[] one = {1, 1};
        boolean exact = x.scalar_type() == ScalarType.Double;
        between.accept(x);
        Tensor y =
                exact
                        ? conv2d(x, w, new TensorOptional(b), stride, border, one, 1)
                        : Convolve.images(x, w, b, stride, border);
        between.accept(x);
        if (kept[0] == null) {
            kept[0] = randn(y.sizes().vec().get());
        }
        y.mul(kept[0].to(y.scalar_type())).sum().backward();
        return List.of(y, x.grad(), w.grad(), b.grad());
    }

    @ParameterizedTest
    @CsvSource({
        "128, 3, 3, 1, 1", "3, 3, 3, 1, 1", "20, 32, 3, 1, 1", "32, 20, 3, 1, 1", "24, 24, 3, 1, 1",
        "12, 12, 3, 2, 1", "17, 33, 3, 1, 1", "64, 4, 3, 1, 1", "64, 8, 1, 1, 0", "8, 24, 1, 2, 0",
        "1, 16, 3, 1, 1", "2, 48, 7, 2, 3", "3, 64, 3, 1, 1", "3, 40, 4, 4, 0", "4, 32, 2, 2, 0",
        "3, 192, 16, 16, 0", "8, 64, 5, 1, 2", "64, 64, 3, 1, 1"
    })
    void doesNotDependOnWhatMemoryHeld(int in, int out, int kernel, int stride, int border) {
        Seed.set(3);
        int[] shape = {kernel, stride, border};
        for (double left : LEFT_BEHIND) {
            for (int batch : new int[] {1, 8}) {
                try (Scope s = Scope.open()) {
                    Tensor x = randn(batch, in, SIDE, SIDE);
                    Tensor w = randn(out, in, kernel, kernel);
                    Tensor b = randn(out);
                    Tensor[] kept = new Tensor[1];
                    List<Tensor> exact =
                            once(doubles(x), doubles(w), doubles(b), shape, kept, t -> {});
                    List<Tensor> ours =
                            once(
                                    x.requires_grad_(true),
                                    w.requires_grad_(true),
                                    b.requires_grad_(true),
                                    shape,
                                    kept,
                                    t -> dirty(left, batch, in, out, kernel));
                    for (int i = 0; i < ours.size(); i++) {
                        assertThat(difference(ours.get(i), exact.get(i)))
                                .as("part %d, batch %d, memory %s", i, batch, left)
                                .isLessThan(1e-4);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 128, 3",
        "3, 3, 3",
        "20, 32, 3",
        "64, 8, 3",
        "4, 64, 3",
        "1, 16, 1",
        "1, 16, 3"
    })
    void norInHalfPrecision(int in, int out, int kernel) {
        Seed.set(5);
        int[] shape = {kernel, 1, kernel / 2};
        for (double left : LEFT_BEHIND) {
            try (Scope s = Scope.open()) {
                Tensor x = halves(randn(8, in, SIDE, SIDE));
                Tensor w = halves(randn(out, in, kernel, kernel));
                Tensor b = halves(randn(out));
                Tensor[] kept = new Tensor[1];
                List<Tensor> exact = once(doubles(x), doubles(w), doubles(b), shape, kept, t -> {});
                List<Tensor> ours =
                        once(x, w, b, shape, kept, t -> dirty(left, 8, in, out, kernel));
                for (int i = 0; i < ours.size(); i++) {
                    assertThat(difference(ours.get(i), exact.get(i)))
                            .as("part %d, memory %s", i, left)
                            .isLessThan(0.04);
                }
            }
        }
    }

    private static Tensor halves(Tensor t) {
        return t.to(ScalarType.BFloat16).requires_grad_(true);
    }

    @ParameterizedTest
    @CsvSource({"3, 64, 3, 20", "16, 16, 3, 20", "20, 32, 3, 2", "32, 32, 1, 8", "32, 16, 3, 5"})
    void norDoTheGradientsOfItsGradients(int in, int out, int kernel, int batch) {
        Seed.set(4);
        for (double left : LEFT_BEHIND) {
            try (Scope s = Scope.open()) {
                Tensor x = randn(batch, in, SIDE, SIDE);
                Tensor w = randn(out, in, kernel, kernel);
                Tensor seed = randn(batch, out, SIDE, SIDE);
                Tensor direction = randn(batch, in, SIDE, SIDE);
                Tensor exact = twice(doubles(x), doubles(w), seed, direction, () -> {});
                Tensor ours =
                        twice(
                                x.requires_grad_(true),
                                w.requires_grad_(true),
                                seed,
                                direction,
                                () -> dirty(left, batch, in, out, kernel));
                assertThat(difference(ours, exact)).as("memory %s", left).isLessThan(1e-4);
            }
        }
    }

    /** {@code d <J^T seed, direction> / d weight}. */
    private static Tensor twice(
            Tensor x, Tensor w, Tensor seed, Tensor direction, Runnable between) {
        long[] one = {1, 1};
        long half = w.size(2) / 2;
        long[] border = {half, half};
        boolean exact = x.scalar_type() == ScalarType.Double;
        Tensor whole = exact ? x : Convolve.wholeBatch(x);
        Tensor y =
                exact
                        ? conv2d(whole, w, new TensorOptional(), one, border, one, 1)
                        : Convolve.images(whole, w, null, one, border);
        Tensor dx =
                grad(
                                new TensorVector(y.narrow(0, 0, x.size(0))),
                                new TensorVector(x),
                                new TensorVector(seed.to(x.scalar_type())),
                                new BoolOptional(true),
                                true,
                                false)
                        .get(0);
        between.run();
        dx.mul(direction.to(x.scalar_type())).sum().backward();
        return w.grad();
    }

    private static Tensor doubles(Tensor t) {
        return t.detach().to(ScalarType.Double).requires_grad_(true);
    }

    private static double difference(Tensor a, Tensor b) {
        return a.to(ScalarType.Double).sub(b).abs().max().item_double()
                / b.abs().max().item_double();
    }
}
