package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.nn.Activation;
import org.symbiosis.pretrained.StableDiffusionTap.Noise;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class StableDiffusionTapTest {
    private Scope scope;
    private AutoencoderKl autoencoder;
    private UNet2dCondition denoiser;
    private StableDiffusionTap tap;

    @BeforeEach
    void open() {
        scope = Scope.open();
        Seed.set(7);
        autoencoder = new AutoencoderKl(AutoencoderKlTest.TINY);
        denoiser = new UNet2dCondition(UNet2dConditionTest.TINY);
        tap = new StableDiffusionTap(autoencoder, denoiser, randn(1, 5, 6), 64);
    }

    @AfterEach
    void close() {
        tap.close();
        denoiser.close();
        autoencoder.close();
        scope.close();
    }

    @Test
    void anImageOfAnySizeGivesAllLayers() {
        Tensor latents = tap.latents(rand(2, 3, 40, 51), 1, 2);
        assertThat(Shapes.of(latents)).containsExactly(2, 4, 16, 16);
        List<TappedLayer> layers = tap.tap(latents, List.of(new Noise(20, 1), new Noise(300, 2)));
        assertThat(layers)
                .extracting(TappedLayer::name)
                .containsExactlyElementsOf(
                        tap.layers().stream().map(UNet2dCondition.SelfAttention::name).toList());
        assertThat(layers).hasSize(16);
        for (TappedLayer layer : layers) {
            assertThat(layer.heads()).isEqualTo(2);
            for (Tensor t : List.of(layer.q(), layer.k(), layer.v())) {
                assertThat(Shapes.of(t)).startsWith(2, 2, layer.grid().size());
                assertThat(t.requires_grad()).isFalse();
                assertThat(t.isfinite().all().item_bool()).isTrue();
            }
        }
    }

    @Test
    void seedsDecideAndNothingElse() {
        Tensor images = rand(1, 3, 64, 64);
        Tensor z = tap.latents(images, 5);
        float[] first = firstQueries(z, 5);
        Seed.set(99);
        assertThat(Plain.floats(tap.latents(images, 5))).containsExactly(Plain.floats(z));
        assertThat(firstQueries(z, 5)).containsExactly(first);
        assertThat(firstQueries(z, 6)).isNotEqualTo(first);
        assertThat(Plain.floats(tap.latents(images, 6))).isNotEqualTo(Plain.floats(z));
    }

    private float[] firstQueries(Tensor latents, long seed) {
        return Plain.floats(tap.tap(latents, List.of(new Noise(200, seed))).get(0).q());
    }

    @Test
    void theBatchChangesNoImage() {
        Tensor images = rand(2, 3, 64, 64);
        Tensor both = tap.latents(images, 3, 4);
        Tensor second = tap.latents(images.narrow(0, 1, 1), 4);
        assertClose(both.narrow(0, 1, 1), second);
        List<Noise> noises = List.of(new Noise(9, 3), new Noise(500, 4));
        Tensor v = tap.tap(both, noises).get(15).v();
        assertClose(v.narrow(0, 1, 1), tap.tap(second, noises.subList(1, 2)).get(15).v());
    }

    @Test
    void latentsAreTheScaledDrawOfTheSignedImage() {
        Tensor images = rand(1, 3, 64, 64);
        Tensor mean = autoencoder.encode(images.add(images).sub(one())).mean();
        Tensor draws = cat(new TensorVector(tap.latents(images, 1), tap.latents(images, 2)), 0);
        float deviation =
                autoencoder.encode(images.add(images).sub(one())).deviation().max().item_float();
        Tensor off = draws.div(new Scalar(0.18215)).sub(mean);
        assertThat(off.abs().max().item_float()).isLessThan(6 * deviation);
        assertThat(off.abs().mean().item_float()).isGreaterThan(0.1f * deviation);
    }

    private static Tensor one() {
        return Plain.tensor(new float[] {1}, 1);
    }

    @Test
    void noiseFollowsTheSchedule() {
        Tensor z = randn(2, 4, 16, 16);
        Tensor early = tap.noised(z, List.of(new Noise(0, 1), new Noise(0, 2)));
        assertThat(early.sub(z).pow(new Scalar(2)).mean().item_float())
                .isCloseTo(0.00085f, within(2e-4f));
        Tensor a = tap.noised(z, List.of(new Noise(500, 1), new Noise(500, 1)));
        Tensor b = tap.noised(z.neg(), List.of(new Noise(500, 1), new Noise(500, 1)));
        double kept = Math.sqrt(DiscreteSchedule.alphaBar(500));
        assertClose(a.sub(b), z.mul(new Scalar(2 * kept)));
    }

    /** Ends of the published schedule: 1 - 0.00085 and 0.0047. */
    @Test
    void theScheduleEndsWhereStableDiffusionsDoes() {
        assertThat(DiscreteSchedule.alphaBar(0)).isCloseTo(0.99915, within(1e-9));
        assertThat(DiscreteSchedule.alphaBar(999)).isCloseTo(0.0046598, within(1e-6));
        assertThatThrownBy(() -> new Noise(1000, 1)).hasMessageContaining("0 to 999");
        assertThatThrownBy(() -> new Noise(-1, 1)).hasMessageContaining("0 to 999");
    }

    @Test
    void tappingLeavesNothingBehind() {
        Tensor z = tap.latents(rand(1, 3, 64, 64), 1);
        tapOnce(z);
        long before = Pointer.totalCount();
        for (int i = 0; i < 3; i++) {
            tapOnce(z);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private void tapOnce(Tensor z) {
        try (Scope s = Scope.open()) {
            tap.tap(z, List.of(new Noise(100, 1)));
        }
    }

    @Test
    void theEmptyPromptIsOneMarkAndManyEnds() {
        ClipConfig.Tower tower = new ClipConfig.Tower(6, 1, 2, 8, 1e-5, Activation.QUICK_GELU);
        ClipConfig.Text config =
                new ClipConfig.Text(tower, ClipTokenizer.END + 1, 77, ClipTokenizer.END);
        try (ClipText text = new ClipText(config)) {
            Tensor states = StableDiffusionTap.emptyPrompt(text, new ClipTokenizer());
            assertThat(Shapes.of(states)).containsExactly(1, 77, 6);
            try (StableDiffusionTap own =
                    new StableDiffusionTap(autoencoder, denoiser, states, 32)) {
                Tensor z = own.latents(rand(1, 3, 20, 20), 1);
                assertThat(own.tap(z, List.of(new Noise(1, 1)))).hasSize(16);
            }
        }
    }

    @Test
    void networksOfDifferentReleasesAreRefused() {
        assertThatThrownBy(() -> new StableDiffusionTap(autoencoder, denoiser, randn(1, 5, 8), 64))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("text states have 8 channels and the denoiser expects 6");
        AutoencoderKlConfig other = new AutoencoderKlConfig(List.of(8, 8), 1, 3, 4, 3);
        try (AutoencoderKl wide = new AutoencoderKl(other)) {
            assertThatThrownBy(() -> new StableDiffusionTap(wide, denoiser, randn(1, 5, 6), 64))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("latents have 3 channels");
        }
    }

    @Test
    void oddSidesAndMissingSeedsAreRefused() {
        assertThatThrownBy(() -> new StableDiffusionTap(autoencoder, denoiser, randn(1, 5, 6), 48))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("multiple of 32");
        assertThatThrownBy(() -> tap.latents(rand(2, 3, 64, 64), 1))
                .hasMessage("1 seeds for a batch of 2 images");
    }

    private static void assertClose(Tensor a, Tensor b) {
        assertThat(Plain.floats(a)).containsExactly(Plain.floats(b), within(1e-4f));
    }
}
