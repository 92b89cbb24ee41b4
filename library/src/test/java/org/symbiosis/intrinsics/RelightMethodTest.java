package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Batch;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Workers;

class RelightMethodTest {
    /** Rates that matter: the other terms would hide them. */
    private static final RelightConfig RATES =
            RelightConfig.USUAL
                    .withWeights(new LossWeights(1, 0.1, 1, 0.1, 0.5, 0.5))
                    .withAgreement(Agreement.LENGTH)
                    .withTerms(new RelightTerms.Both());

    private static Batch batch() {
        SplitMix r = SplitMix.of(3);
        float[] pixels = new float[6 * 3 * 32 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) r.u(-1, 1);
        }
        return new Batch(pixels, 6, 32, 16, new int[6], new int[6]);
    }

    /** The gradients of a whole batch or of one split over threads. */
    private static Map<String, double[]> gradients(int workers, double dropout) {
        return gradients(workers, dropout, Precision.FP32);
    }

    private static Map<String, double[]> gradients(
            int workers, double dropout, Precision precision) {
        Seed.set(4);
        try (Scope s = Scope.open();
                LatentIntrinsics model =
                        new LatentIntrinsics(LatentIntrinsicsTest.small().withDropout(dropout))) {
            RelightMethod method = new RelightMethod(model, RATES, 6, 1);
            Draw draw = method.draw(batch(), 0.2);
            Map<String, double[]> found = new HashMap<>();
            try (Workers parts = new Workers(method, workers, precision)) {
                Workers.Result result = parts.gradients(List.of(draw));
                found.put("loss", new double[] {result.loss()});
                result.metrics().forEach((n, v) -> found.put("metric " + n, new double[] {v}));
            }
            model.parameters().forEach((n, p) -> found.put(n, Plain.doubles(p.grad())));
            return found;
        }
    }

    @Test
    void aSplitBatchHasTheGradientsOfTheWhole() {
        for (double dropout : new double[] {0, 0.2}) {
            Map<String, double[]> whole = gradients(1, dropout);
            for (int workers : new int[] {2, 3}) {
                Map<String, double[]> split = gradients(workers, dropout);
                whole.forEach(
                        (name, values) -> {
                            double scale = 1e-6;
                            for (double v : values) {
                                scale = Math.max(scale, Math.abs(v));
                            }
                            assertThat(split.get(name))
                                    .as(name)
                                    .containsExactly(values, within(2e-4 * scale));
                        });
            }
        }
    }

    /** With products in bfloat16 the rate of the lights alone would be off by a per cent. */
    @Test
    void ratesAndPictureTermsAreWholeFloatsAfterAForwardPassInBfloat16() {
        Map<String, double[]> single = gradients(2, 0);
        Map<String, double[]> half = gradients(2, 0, Precision.BF16);
        single.forEach(
                (name, values) -> {
                    if (name.startsWith("metric")) {
                        double tolerance = 2e-3 * Math.max(0.1, Math.abs(values[0]));
                        assertThat(half.get(name)[0])
                                .as(name)
                                .isCloseTo(values[0], within(tolerance));
                    }
                });
    }

    @Test
    void theSameSplitGivesTheSameBits() {
        Map<String, double[]> once = gradients(2, 0.2);
        Map<String, double[]> again = gradients(2, 0.2);
        once.forEach((name, values) -> assertThat(again.get(name)).as(name).isEqualTo(values));
    }

    @Test
    void allTermsAreLoggedAndSumUp() {
        Map<String, double[]> found = gradients(1, 0.2);
        UnaryOperator<String> metric = name -> "metric " + name;
        double pixel = 0;
        for (String whose : List.of("", "own.")) {
            pixel +=
                    found.get(metric.apply(whose + "mse"))[0]
                            + 0.1 * (1 - found.get(metric.apply(whose + "ssim"))[0])
                            + found.get(metric.apply(whose + "gradient"))[0];
        }
        assertThat(found.get("metric pixel")[0]).isCloseTo(pixel, within(1e-5));
        assertThat(found.get("metric own.mse")[0]).isNotEqualTo(found.get("metric mse")[0]);
        assertThat(found.get("metric rate.0.target")[0]).isPositive();
        assertThat(found.get("metric rate.extrinsic.target")[0]).isPositive();
    }

    @Test
    void bothDecodingsLeaveOutSomethingElse() {
        RelightConfig both = RelightConfig.USUAL.withTerms(new RelightTerms.Both());
        try (Scope s = Scope.open();
                LatentIntrinsics model =
                        new LatentIntrinsics(LatentIntrinsicsTest.small().withDropout(0.5))) {
            Tensor streams = new RelightMethod(model, both, 6, 1).draw(batch()).get("streams");
            assertThat(streams.size(1)).isEqualTo(4); // two encodings, two decodings
            Tensor usual =
                    new RelightMethod(model, RelightConfig.USUAL, 6, 1)
                            .draw(batch())
                            .get("streams");
            assertThat(usual.size(1)).isEqualTo(3);
        }
    }

    @Test
    void noiseEndsWhenItsShareOfTheTrainingIsOver() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(LatentIntrinsicsTest.small())) {
            RelightMethod method = new RelightMethod(model, RATES, 6, 1);
            assertThat(method.draw(batch(), 0.49).tensors()).containsKey("sigma");
            assertThat(method.draw(batch(), 0.5).tensors()).doesNotContainKey("sigma");
            RelightMethod silent = new RelightMethod(model, RATES.withNoise(Noise.NONE), 6, 1);
            assertThat(silent.draw(batch(), 0).tensors()).doesNotContainKey("sigma");
        }
    }

    @Test
    void noiseHasItsMedian() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(LatentIntrinsicsTest.small())) {
            RelightMethod method = new RelightMethod(model, RATES, 6, 1);
            double[] sigma = Plain.doubles(method.sigma(Plain.tensor(new double[] {0, 1}, 2)));
            assertThat(sigma[0]).isCloseTo(Math.exp(-1.2), within(1e-9));
            assertThat(sigma[1]).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void aPartThatFailsDoesNotLeaveTheOthersWaiting() throws InterruptedException {
        Seed.set(5);
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(LatentIntrinsicsTest.small())) {
            RelightMethod method = new RelightMethod(model, RATES, 6, 1);
            Map<String, Tensor> drawn = new HashMap<>(method.draw(batch(), 0.9).tensors());
            Draw good = new Draw(drawn).rows(0, 3);
            drawn.remove("own");
            Draw bad = new Draw(drawn).rows(3, 6);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<?> waiting = thread.submit(() -> method.loss(good));
            assertThatThrownBy(() -> method.loss(bad)).hasMessageContaining("no 'own'");
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                    .hasMessageContaining("another part of the batch failed");
            thread.shutdown();
            assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void manyEvenRowsHaveTheRateOfTheFormula() {
        Seed.set(6);
        CodingRate rate = new CodingRate(0.2);
        assertThat(rate.ofSphere(200_000, 16)).isCloseTo(8 * Math.log(6), within(0.01));
        assertThat(rate.ofSphere(64, 512)).isCloseTo(117, within(1.0));
        assertThat(new CodingRate(1).ofSphere(200_000, 16))
                .isCloseTo(8 * Math.log(2), within(0.01));
    }
}
