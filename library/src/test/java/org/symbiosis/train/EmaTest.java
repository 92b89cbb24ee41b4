package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class EmaTest {
    /** A weight, and a counter such as batch norms have. */
    private static final class Weights extends Layer {
        private final Tensor weight = parameter("weight", Plain.tensor(new float[] {1, 10}, 2));
        private final Tensor count = buffer("count", zeros(1).to(ScalarType.Long));

        void set(float a, float b, long counted) {
            weight.detach().copy_(Plain.tensor(new float[] {a, b}, 2));
            count.copy_(Plain.tensor(new long[] {counted}, 1));
        }
    }

    @Test
    void itStartsFromTheWeightsAndFollowsThem() {
        try (Scope s = Scope.open();
                Weights model = new Weights();
                Ema ema = new Ema(model)) {
            assertThat(Plain.floats(ema.state().get("weight"))).containsExactly(1, 10);
            model.set(2, 0, 1);
            ema.update(0.9);
            model.set(3, 1, 2);
            ema.update(0.9);
            // 0.9 * (0.9 * 1 + 0.1 * 2) + 0.1 * 3
            assertThat(Plain.floats(ema.state().get("weight")))
                    .containsExactly(new float[] {1.29f, 8.2f}, within(1e-6f));
            assertThat(Plain.longs(ema.state().get("count"))).containsExactly(2);
            assertThat(Plain.floats(model.weight)).containsExactly(3, 1);
        }
    }

    @Test
    void warmedUpItForgetsTheFirstWeightsInAShortTraining() {
        TrainConfig constant = SmallTraining.recipe(1).train().withEmaWarmup(0);
        TrainConfig warm = constant.withEmaWarmup(10);
        assertThat(constant.emaDecayAt(1)).isEqualTo(0.9);
        assertThat(warm.emaDecayAt(1)).isEqualTo(0.1, within(1e-12)); // (1 + 0) / (10 + 0)
        assertThat(warm.emaDecayAt(41)).isEqualTo(0.82, within(1e-12)); // (1 + 40) / (10 + 40)
        assertThat(warm.emaDecayAt(1000)).isEqualTo(0.9);
        assertThat(keptOfFirst(constant, 8)).isEqualTo(0.43f, within(0.01f)); // 0.9^8
        assertThat(keptOfFirst(warm, 8)).isLessThan(1e-3f);
    }

    /** How much of a first weight of 1 is left in the mean when all later ones are 0. */
    private static float keptOfFirst(TrainConfig config, int steps) {
        try (Scope s = Scope.open();
                Weights model = new Weights();
                Ema ema = new Ema(model)) {
            model.set(0, 0, 0);
            for (int step = 1; step <= steps; step++) {
                ema.update(config.emaDecayAt(step));
            }
            return Plain.floats(ema.state().get("weight"))[0];
        }
    }

    @Test
    void savedMeansAreTakenUp() {
        try (Scope s = Scope.open();
                Weights model = new Weights();
                Ema ema = new Ema(model);
                Ema other = new Ema(model)) {
            model.set(5, 5, 3);
            ema.update(0.9);
            other.load(ema.state());
            assertThat(Plain.floats(other.state().get("weight")))
                    .isEqualTo(Plain.floats(ema.state().get("weight")));
            assertThatThrownBy(() -> other.load(Map.of()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no mean weight 'weight'")
                    .hasMessageContaining("resume with the emaDecay");
        }
    }

    @Test
    void itsNamesKeepTheModelsOrder() {
        try (Scope s = Scope.open();
                Weights model = new Weights();
                Ema ema = new Ema(model)) {
            assertThat(ema.state().keySet()).containsExactly("weight", "count");
        }
    }
}
