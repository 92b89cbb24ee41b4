package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

class AuthorsWeightsTest {
    private static final IntrinsicsConfig CONFIG = RelightRecipe.rooms().model();
    private static final String BIAS = "light_decoder.0.bias";

    @TempDir private Path dir;

    /** A file with both states, the mean one everywhere larger by one than the last. */
    private Path written(LatentIntrinsics model, String wrapper) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        model.state().forEach((name, t) -> all.put("state_dict." + wrapper + name, t));
        model.state()
                .forEach(
                        (name, t) ->
                                all.put("ema_state_dict." + wrapper + name, t.add(new Scalar(1))));
        all.put("optimizer.state.0.exp_avg", zeros(2));
        Path file = dir.resolve("last" + wrapper + "safetensors");
        Safetensors.write(file, all, Map.of());
        return file;
    }

    private static double bias(Path file, Weights weights) {
        try (LatentIntrinsics model = AuthorsWeights.open(file, weights, CONFIG)) {
            return Plain.doubles(model.state().get(BIAS))[0];
        }
    }

    @Test
    void takesTheMeanOrTheLastState() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(CONFIG)) {
            double own = Plain.doubles(model.state().get(BIAS))[0];
            for (String wrapper : new String[] {"module.", ""}) {
                Path file = written(model, wrapper);
                assertThat(AuthorsWeights.areIn(file)).isTrue();
                assertThat(bias(file, Weights.LAST)).isEqualTo(own);
                assertThat(bias(file, Weights.MEAN)).isEqualTo((double) (float) (own + 1));
            }
        }
    }

    @Test
    void saysWhatIsNotOfTheirNetwork() {
        try (Scope s = Scope.open();
                LatentIntrinsics model = new LatentIntrinsics(CONFIG)) {
            Path file = written(model, "module.");
            assertThatThrownBy(() -> RelightFile.open(file, Weights.MEAN))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the weights");
            Path other = dir.resolve("other.safetensors");
            Safetensors.write(other, Map.of("state_dict.module.fc.weight", zeros(2)), Map.of());
            assertThat(AuthorsWeights.areIn(other)).isFalse();
            assertThatThrownBy(() -> RelightFile.open(other, Weights.MEAN))
                    .hasMessageContaining("no model of ours");
        }
    }
}
