package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class ClipTest {
    private Scope scope;
    private NoGradGuard guard;

    @BeforeEach
    void open() {
        scope = Scope.open();
        guard = new NoGradGuard();
        Seed.set(5);
    }

    @AfterEach
    void close() {
        guard.close();
        scope.close();
    }

    private static ClipConfig tiny(int depth) {
        ClipConfig.Tower tower =
                new ClipConfig.Tower(16, depth, 2, 32, 1e-5, Activation.QUICK_GELU);
        return new ClipConfig(
                new ClipConfig.Image(tower, 16, 4), new ClipConfig.Text(tower, 30, 8, 29), 6);
    }

    @Test
    void everyBlockOffersQueriesKeysAndValues() {
        try (Clip clip = new Clip(tiny(3))) {
            Trace trace = Trace.matching(name -> name.matches("blocks\\.\\d\\.attn\\.[qkv]"));
            clip.image().hidden(randn(2, 3, 12, 20), trace);
            assertThat(trace.all()).hasSize(9);
            assertThat(trace.all().values())
                    .allSatisfy(t -> assertThat(Shapes.of(t)).containsExactly(2, 2, 1 + 15, 8));
        }
    }

    @Test
    void listeningToTheAttentionChangesNothing() {
        try (Clip clip = new Clip(tiny(2))) {
            Tensor images = randn(1, 3, 16, 16);
            Tensor ids = Plain.tensor(new long[] {28, 3, 4, 29, 29}, 1, 5);
            Trace all = Trace.matching(name -> true);
            assertSame(clip.image().hidden(images, all), clip.image().hidden(images, Trace.none()));
            assertSame(clip.text().states(ids, all), clip.text().states(ids, Trace.none()));
        }
    }

    @Test
    void aTextSeesOnlyWhatCameBefore() {
        try (ClipText text = new ClipText(tiny(2).text())) {
            Tensor one = text.states(Plain.tensor(new long[] {1, 2, 3, 4}, 1, 4), Trace.none());
            Tensor two = text.states(Plain.tensor(new long[] {1, 2, 3, 9}, 1, 4), Trace.none());
            assertSame(one.narrow(1, 0, 3), two.narrow(1, 0, 3));
            assertThat(one.sub(two).abs().max().item_float()).isGreaterThan(0.01f);
        }
    }

    @Test
    void theFirstEndStandsForTheText() {
        try (ClipText text = new ClipText(tiny(1).text())) {
            Tensor ids = Plain.tensor(new long[] {28, 29, 29, 28, 7, 29}, 2, 3);
            Tensor states = randn(2, 3, 16);
            Tensor pooled = text.pooled(states, ids);
            assertSame(pooled.select(0, 0), states.select(0, 0).select(0, 1));
            assertSame(pooled.select(0, 1), states.select(0, 1).select(0, 2));
            Tensor endless = Plain.tensor(new long[] {28, 29, 29, 28, 7, 7}, 2, 3);
            assertThatThrownBy(() -> text.pooled(states, endless))
                    .hasMessageContaining("no end token 29");
        }
    }

    @Test
    void aTextLongerThanTheTowerIsRefused() {
        try (ClipText text = new ClipText(tiny(1).text())) {
            Tensor ids = Plain.tensor(new long[9], 1, 9);
            assertThatThrownBy(() -> text.states(ids, Trace.none()))
                    .hasMessageContaining("9 ids")
                    .hasMessageContaining("8 at most");
        }
    }

    @Test
    void imagesOfOddSizesAreRefused() {
        try (ClipImage image = new ClipImage(tiny(1))) {
            assertThatThrownBy(() -> image.hidden(randn(1, 3, 16, 18), Trace.none()))
                    .hasMessageContaining("does not divide image size 16 x 18");
        }
    }

    @Test
    void positionsOfAnotherGridKeepTheClassToken() {
        try (ClipImage image = new ClipImage(tiny(1))) {
            Tensor own = image.positions(new Grid(4, 4));
            Tensor larger = image.positions(new Grid(8, 12));
            assertThat(Shapes.of(larger)).containsExactly(1, 1 + 96, 16);
            assertSame(own.narrow(1, 0, 1), larger.narrow(1, 0, 1));
            assertSame(own, image.positions(new Grid(4, 4)));
            turnRound(image);
            Tensor turned = image.positions(new Grid(8, 12)).narrow(1, 1, 96);
            assertSame(turned, larger.narrow(1, 1, 96).flip(1));
        }
    }

    /** Resampling by size knows no direction; by the factors of other models it does. */
    private static void turnRound(ClipImage image) {
        Tensor table = image.state().get("vision_model.embeddings.position_embedding.weight");
        Tensor patches = table.narrow(0, 1, 16);
        patches.copy_(patches.flip(0));
    }

    /** One block: a patch in the dense map depends on that patch alone. */
    @Test
    void denseFeaturesDoNotMixPatchesInTheLastBlock() {
        try (ClipImage image = new ClipImage(tiny(1))) {
            Tensor a = randn(1, 3, 16, 16);
            Tensor b = a.clone();
            b.narrow(2, 0, 4).narrow(3, 0, 4).add_(randn(1, 3, 4, 4));
            Tensor x = image.dense(a);
            Tensor y = image.dense(b);
            assertThat(Shapes.of(x)).containsExactly(1, 16, 6);
            assertSame(x.narrow(1, 1, 15), y.narrow(1, 1, 15));
            assertThat(x.sub(y).abs().max().item_float()).isGreaterThan(1e-3f);
        }
    }

    @Test
    void denseFeaturesAreTheValuePathWrittenOut() {
        try (ClipImage image = new ClipImage(tiny(2))) {
            Map<String, Tensor> w = image.state();
            Tensor images = randn(1, 3, 16, 16);
            Trace trace = Trace.of("blocks.0");
            image.hidden(images, trace);
            Tensor x = trace.get("blocks.0");
            String block = "vision_model.encoder.layers.1.";
            Tensor n = norm(x, w, block + "layer_norm1");
            Tensor v = affine(n, w, block + "self_attn.v_proj");
            Tensor y = x.add(affine(v, w, block + "self_attn.out_proj"));
            Tensor h = affine(norm(y, w, block + "layer_norm2"), w, block + "mlp.fc1");
            y = y.add(affine(Activation.QUICK_GELU.of(h), w, block + "mlp.fc2"));
            y = norm(y.narrow(1, 1, 16), w, "vision_model.post_layernorm");
            assertSame(image.dense(images), linear(y, w.get("visual_projection.weight")));
        }
    }

    private static Tensor norm(Tensor x, Map<String, Tensor> w, String name) {
        TensorOptional weight = new TensorOptional(w.get(name + ".weight"));
        TensorOptional bias = new TensorOptional(w.get(name + ".bias"));
        return layer_norm(x, new long[] {16}, weight, bias, 1e-5, false);
    }

    private static Tensor affine(Tensor x, Map<String, Tensor> w, String name) {
        return linear(x, w.get(name + ".weight"), w.get(name + ".bias"));
    }

    @Test
    void similarityIsACosineTimesTheScale() {
        try (Clip clip = new Clip(tiny(1))) {
            Tensor v = Plain.tensor(new float[] {3, 0, 0, 4, 0, 0}, 1, 6);
            Tensor w = Plain.tensor(new float[] {0, 0, 0, 9, 0, 0}, 1, 6);
            float scale = (float) (1 / 0.07);
            assertThat(Plain.floats(clip.similarity(v, v)))
                    .containsExactly(new float[] {scale}, within(1e-4f));
            assertThat(Plain.floats(clip.similarity(v, w)))
                    .containsExactly(new float[] {0.8f * scale}, within(1e-4f));
        }
    }

    @Test
    void fullSizeNamesAreThePublishedOnes() {
        Map<String, String> hub = PublishedKeys.of("clip-vit-base-patch16 (HF)");
        assertThat(hub).hasSize(400);
        hub.keySet().removeIf(name -> name.endsWith("position_ids"));
        try (Clip clip = Initialisation.blank(() -> new Clip(ClipConfig.b16()))) {
            assertThat(PublishedKeys.of(clip.state())).isEqualTo(hub);
            assertThat(clip.parameterCount()).isEqualTo(149_620_737);
            assertThat(PublishedKeys.of(ClipNames.openAi(clip.state())))
                    .isEqualTo(PublishedKeys.of("clip-vit-b-16 (OpenAI names)"));
        }
    }

    @Test
    void fullSizeNamesOfTheLargeTextTowerAreThePublishedOnes() {
        Map<String, String> hub = PublishedKeys.of("clip-vit-large-patch14 text");
        assertThat(hub).hasSize(197);
        hub.keySet().removeIf(name -> name.endsWith("position_ids"));
        try (ClipText text = Initialisation.blank(() -> new ClipText(ClipConfig.Text.l14()))) {
            assertThat(PublishedKeys.of(text.state())).isEqualTo(hub);
            assertThat(text.parameterCount()).isEqualTo(123_060_480);
        }
    }

    @Test
    void namesGoThereAndBack() {
        try (Clip clip = new Clip(tiny(2))) {
            Map<String, Tensor> back = ClipNames.hub(ClipNames.openAi(clip.state()));
            assertThat(back.keySet()).isEqualTo(clip.state().keySet());
            clip.state().forEach((name, t) -> assertSame(back.get(name), t));
            assertThat(ClipNames.hub(clip.state())).isEqualTo(clip.state());
        }
    }

    @Test
    void partsLoadOutOfAWholeFileOfEitherKind() {
        try (Clip clip = new Clip(tiny(2));
                ClipImage image = new ClipImage(tiny(2));
                ClipText text = new ClipText(tiny(2).text())) {
            image.load(ClipNames.image(ClipNames.openAi(clip.state())));
            text.load(ClipNames.text(clip.state()));
            Tensor images = randn(1, 3, 16, 16);
            assertSame(
                    image.features(images, Trace.none()),
                    clip.image().features(images, Trace.none()));
        }
    }

    @Test
    void weightsOfAnotherModelAreNamed() {
        try (Clip clip = new Clip(tiny(2));
                Clip deeper = new Clip(tiny(3))) {
            assertThatThrownBy(() -> deeper.load(ClipNames.hub(clip.state())))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("layers.2.");
            Map<String, Tensor> twice = new HashMap<>(clip.state());
            twice.put("ln_final.bias", twice.get("text_model.final_layer_norm.bias"));
            assertThatThrownBy(() -> ClipNames.hub(twice))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("final_layer_norm.bias' twice");
        }
    }

    private static void assertSame(Tensor a, Tensor b) {
        assertThat(Plain.floats(a)).containsExactly(Plain.floats(b), within(1e-5f));
    }
}
