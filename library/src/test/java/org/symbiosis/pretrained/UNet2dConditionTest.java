package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.UNet2dCondition.SelfAttention;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class UNet2dConditionTest {
    static final UNet2dConditionConfig TINY =
            new UNet2dConditionConfig(List.of(8, 8, 12, 16), 2, 2, 6, 4, 4);

    private Scope scope;
    private NoGradGuard guard;

    @BeforeEach
    void open() {
        scope = Scope.open();
        guard = new NoGradGuard();
        Seed.set(6);
    }

    @AfterEach
    void close() {
        guard.close();
        scope.close();
    }

    private static Tensor time(long... t) {
        return Plain.tensor(t, t.length);
    }

    @Test
    void sixteenSelfAttentionsAreHeardInTheOrderOfThePass() {
        try (UNet2dCondition model = new UNet2dCondition(TINY)) {
            List<SelfAttention> layers = model.selfAttentions(new Grid(8, 16));
            Trace trace = Trace.matching(name -> name.endsWith(".q"));
            model.forward(randn(2, 4, 8, 16), time(3, 500), randn(2, 5, 6), trace);
            assertThat(layers).hasSize(16);
            assertThat(trace.all().keySet())
                    .containsExactlyElementsOf(layers.stream().map(l -> l.name() + ".q").toList());
            for (SelfAttention layer : layers) {
                assertThat(Shapes.of(trace.get(layer.name() + ".q")))
                        .containsExactly(2, 2, layer.grid().size(), layer.channels() / 2);
            }
        }
    }

    @Test
    void layersOfStableDiffusionAreThoseOfTheTable() {
        try (UNet2dCondition model = blank()) {
            List<SelfAttention> layers = model.selfAttentions(new Grid(64, 64));
            assertThat(layers)
                    .extracting(l -> l.grid().rows())
                    .containsExactly(64, 64, 32, 32, 16, 16, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64);
            assertThat(layers)
                    .extracting(SelfAttention::channels)
                    .containsExactly(
                            320, 320, 640, 640, 1280, 1280, 1280, 1280, 1280, 1280, 640, 640, 640,
                            320, 320, 320);
            assertThat(layers.get(0).name())
                    .isEqualTo("down_blocks.0.attentions.0.transformer_blocks.0.attn1");
            assertThat(layers.get(6).name())
                    .isEqualTo("mid_block.attentions.0.transformer_blocks.0.attn1");
            assertThat(layers.get(15).name())
                    .isEqualTo("up_blocks.3.attentions.2.transformer_blocks.0.attn1");
        }
    }

    /** Nothing of it is drawn or read, so that the 3.4 GB are only addresses. */
    private static UNet2dCondition blank() {
        return Initialisation.blank(
                () -> new UNet2dCondition(UNet2dConditionConfig.stableDiffusion()));
    }

    @Test
    void fullSizeNamesAreThePublishedOnes() {
        Map<String, String> published = PublishedKeys.of("sd-v1-unet");
        assertThat(published).hasSize(686);
        long before = Pointer.physicalBytes();
        try (UNet2dCondition model = blank()) {
            assertThat(PublishedKeys.of(model.state())).isEqualTo(published);
            assertThat(model.parameterCount()).isEqualTo(859_520_964);
            assertThat(Pointer.physicalBytes() - before).isLessThan(1L << 30);
        }
    }

    @Test
    void timeAndTextMatter() {
        try (UNet2dCondition model = new UNet2dCondition(TINY)) {
            Tensor x = randn(1, 4, 8, 8);
            Tensor text = randn(1, 5, 6);
            Tensor y = model.forward(x, time(3), text, Trace.none());
            assertThat(Shapes.of(y)).containsExactly(1, 4, 8, 8);
            assertDiffers(y, model.forward(x, time(700), text, Trace.none()));
            assertDiffers(y, model.forward(x, time(3), randn(1, 5, 6), Trace.none()));
        }
    }

    @Test
    void samplesOfABatchDoNotMeet() {
        try (UNet2dCondition model = new UNet2dCondition(TINY)) {
            Tensor x = randn(2, 4, 8, 8);
            Tensor text = randn(2, 5, 6);
            Tensor both = model.forward(x, time(3, 700), text, Trace.none());
            Tensor second =
                    model.forward(x.narrow(0, 1, 1), time(700), text.narrow(0, 1, 1), Trace.none());
            assertThat(Plain.floats(both.narrow(0, 1, 1)))
                    .containsExactly(Plain.floats(second), within(1e-5f));
        }
    }

    @Test
    void oddSizesAreRefused() {
        try (UNet2dCondition model = new UNet2dCondition(TINY)) {
            assertThatThrownBy(
                            () ->
                                    model.forward(
                                            randn(1, 4, 8, 12),
                                            time(3),
                                            randn(1, 5, 6),
                                            Trace.none()))
                    .hasMessageContaining("latents of 8 x 12")
                    .hasMessageContaining("multiples of 8");
            assertThatThrownBy(() -> model.selfAttentions(new Grid(4, 8)))
                    .hasMessageContaining("latents of 4 x 8");
        }
    }

    @Test
    void anotherArchitectureAndMissingTensorsAreNamed() {
        UNet2dConditionConfig thinner =
                new UNet2dConditionConfig(List.of(8, 8, 12, 16), 1, 2, 6, 4, 4);
        try (UNet2dCondition model = new UNet2dCondition(TINY);
                UNet2dCondition other = new UNet2dCondition(thinner)) {
            Map<String, Tensor> weights = new HashMap<>(model.state());
            assertThatThrownBy(() -> other.load(weights)).isInstanceOf(UserError.class);
            weights.remove("conv_in.weight");
            assertThatThrownBy(() -> model.load(weights))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("lack 'conv_in.weight'");
        }
    }

    @Test
    void numbersThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> new UNet2dConditionConfig(List.of(8, 10), 1, 4, 6, 2, 4))
                .hasMessageContaining("10 channels")
                .hasMessageContaining("4 heads");
        assertThatThrownBy(() -> new UNet2dConditionConfig(List.of(8), 1, 4, 6, 2, 4))
                .hasMessageContaining("two levels");
    }

    private static void assertDiffers(Tensor a, Tensor b) {
        assertThat(a.sub(b).abs().max().item_float()).isGreaterThan(1e-4f);
    }
}
