package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.rand;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class LatentIntrinsicsTest {
    static IntrinsicsConfig small() {
        return new IntrinsicsConfig(
                16,
                8,
                List.of(1, 2, 2),
                List.of(1, 1, 1),
                16,
                16,
                new Scaling.Constrained(0.5),
                0,
                List.of(8, 4));
    }

    @Test
    void theAuthorsNetworkHasAsManyValuesAsTheirs() {
        try (LatentIntrinsics full =
                Initialisation.blank(() -> new LatentIntrinsics(IntrinsicsConfig.full()))) {
            assertThat(full.parameterCount()).isEqualTo(97_408_435);
            assertThat(count(full, "enc.")).isEqualTo(26_129_888);
            assertThat(count(full, "light_")).isEqualTo(289_552);
            assertThat(
                            full.parameters().entrySet().stream()
                                    .filter(e -> e.getKey().contains(".affine."))
                                    .mapToLong(e -> e.getValue().numel())
                                    .sum())
                    .isEqualTo(932_928);
        }
    }

    private static long count(LatentIntrinsics model, String prefix) {
        return model.parameters().entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .mapToLong(e -> e.getValue().numel())
                .sum();
    }

    @Test
    void smallerPresetsHaveTheirSizes() {
        try (LatentIntrinsics small =
                        Initialisation.blank(() -> new LatentIntrinsics(IntrinsicsConfig.small()));
                LatentIntrinsics tiny =
                        Initialisation.blank(() -> new LatentIntrinsics(IntrinsicsConfig.tiny()))) {
            assertThat(small.parameterCount() / 1e6).isCloseTo(15.6, within(0.05));
            assertThat(tiny.parameterCount() / 1e6).isCloseTo(3.9, within(0.05));
        }
    }

    @Test
    void codesAndMapsHaveLengthOne() {
        Seed.set(1);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                LatentIntrinsics model = new LatentIntrinsics(small())) {
            Decomposition d = model.encode(rand(2, 3, 16, 16));
            assertThat(d.intrinsics()).hasSize(2);
            for (Tensor map : d.intrinsics()) {
                for (double v : Plain.doubles(map.square().sum(1))) {
                    assertThat(v).isCloseTo(1, within(1e-5));
                }
            }
            for (double v : Plain.doubles(d.extrinsic().square().sum(1))) {
                assertThat(v).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void withTheLightOffAnyLightGivesTheSamePicture() {
        Seed.set(2);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                LatentIntrinsics model = new LatentIntrinsics(small())) {
            Decomposition d = model.encode(rand(2, 3, 16, 16));
            Tensor swapped = d.extrinsic().flip(0);
            assertThat(Plain.floats(model.decode(d.intrinsics(), swapped, Scaling.off())))
                    .isEqualTo(
                            Plain.floats(
                                    model.decode(d.intrinsics(), d.extrinsic(), Scaling.off())));
            assertThat(Plain.floats(model.decode(d.intrinsics(), swapped)))
                    .isNotEqualTo(Plain.floats(model.decode(d.intrinsics(), d.extrinsic())));
        }
    }

    @Test
    void decodingTwiceGivesTheSamePicture() {
        Seed.set(3);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                LatentIntrinsics model = new LatentIntrinsics(small())) {
            Decomposition d = model.encode(rand(1, 3, 16, 16));
            float[] once = Plain.floats(model.decode(d.intrinsics(), d.extrinsic()));
            assertThat(Plain.floats(model.decode(d.intrinsics(), d.extrinsic()))).isEqualTo(once);
        }
    }

    @Test
    void theEncoderTakesOtherSizes() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                LatentIntrinsics model = new LatentIntrinsics(small())) {
            Decomposition d = model.encode(rand(1, 3, 24, 40));
            assertThat(d.intrinsics().get(0).size(3)).isEqualTo(20);
            assertThatThrownBy(() -> model.encode(rand(1, 3, 24, 42)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("multiples of 4")
                    .hasMessageContaining("24 x 42");
        }
    }

    @Test
    void dropoutKeepsTheMeanAndDependsOnThePicturesStreamAlone() {
        try (Scope s = Scope.open()) {
            Tensor ones = org.bytedeco.pytorch.global.torch.ones(2, 4, 32, 32);
            float[] both = Plain.floats(Dropout.of(0.25, 5, 6).of(ones));
            float[] second = Plain.floats(Dropout.of(0.25, 6).of(ones.narrow(0, 1, 1)));
            assertThat(second).isEqualTo(Arrays.copyOfRange(both, both.length / 2, both.length));
            double mean = 0;
            for (float v : both) {
                assertThat(v == 0 || Math.abs(v - 4 / 3f) < 1e-6).isTrue();
                mean += v / both.length;
            }
            assertThat(mean).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void configurationsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> config(18, 8, List.of(8)))
                .hasMessageContaining("resolution must be a multiple of 4");
        assertThatThrownBy(() -> config(16, 6, List.of(8)))
                .hasMessageContaining("channels must be a positive multiple of 4");
        assertThatThrownBy(() -> config(16, 8, List.of(5)))
                .hasMessageContaining("[16, 8, 4], not 5");
        assertThatThrownBy(() -> config(16, 8, List.of())).hasMessageContaining("taps");
        assertThatThrownBy(() -> new Scaling.Constrained(-1)).hasMessageContaining("alpha");
    }

    private static IntrinsicsConfig config(int resolution, int channels, List<Integer> taps) {
        return new IntrinsicsConfig(
                resolution,
                channels,
                List.of(1, 2, 2),
                List.of(1, 1, 1),
                16,
                16,
                Scaling.off(),
                0,
                taps);
    }
}
