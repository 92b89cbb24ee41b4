package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.ModelTap;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class ClipReaderTest {
    @TempDir private Path folder;
    private Scope scope;
    private NoGradGuard guard;
    private Clip clip;

    @BeforeEach
    void make() {
        scope = Scope.open();
        guard = new NoGradGuard();
        Seed.set(3);
        clip = new Clip(TinyClips.CONFIG);
    }

    @AfterEach
    void free() {
        clip.close();
        guard.close();
        scope.close();
    }

    /** How a file may be published. */
    enum Layout {
        HUB {
            @Override
            Map<String, Tensor> of(Clip clip) {
                Map<String, Tensor> all = new LinkedHashMap<>(clip.state());
                all.put("text_model.embeddings.position_ids", zeros(1, 77));
                all.put("vision_model.embeddings.position_ids", zeros(1, 17));
                return all;
            }
        },
        OPENAI {
            @Override
            Map<String, Tensor> of(Clip clip) {
                return ClipNames.openAi(clip.state());
            }
        },
        TRAINING_CHECKPOINT {
            @Override
            Map<String, Tensor> of(Clip clip) {
                Map<String, Tensor> all = new LinkedHashMap<>();
                OPENAI.of(clip).forEach((name, t) -> all.put("state_dict.module." + name, t));
                all.put("optimizer.state.0.exp_avg", zeros(3));
                return all;
            }
        };

        abstract Map<String, Tensor> of(Clip clip);
    }

    private Path written(Map<String, Tensor> tensors) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        tensors.forEach((name, t) -> own.put(name, t.contiguous()));
        Path file = folder.resolve("clip.safetensors");
        Safetensors.write(file, own, Map.of());
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void everyPublishedLayoutIsTheSameAttentionModel(Layout layout) {
        try (AttentionModel model = AttentionModels.open(written(layout.of(clip)))) {
            assertThat(model).isInstanceOf(ClipModel.class);
            assertThat(model.name()).isEqualTo("clip");
            assertThat(model.patch()).isEqualTo(4);
            assertThat(model.heads()).isEqualTo(1);
            assertThat(model.depth()).isEqualTo(2);
            assertThat(model.dim()).isEqualTo(64);
            assertThat(model.normalisation()).isEqualTo(Normalisation.CLIP);
            Tensor images = randn(1, 3, 16, 24);
            Tensor tokens = model.forward(images, Trace.none());
            assertThat(Shapes.of(tokens)).containsExactly(1, 1 + 24, 64);
            Tensor same = clip.image().tokens(images, Trace.none());
            assertThat(Plain.floats(tokens)).containsExactly(Plain.floats(same));
        }
    }

    @Test
    void allLayersAreTappedOnAnyGrid() {
        try (AttentionModel model = AttentionModels.open(written(clip.state()))) {
            ModelTap.Pass pass = new ModelTap(model).pass(randn(2, 3, 20, 12));
            assertThat(pass.layers()).hasSize(2);
            for (AttentionLayer layer : pass.layers()) {
                assertThat(layer.grid()).isEqualTo(new Grid(5, 3));
                assertThat(Shapes.of(layer.v())).containsExactly(2, 1, 15, 64);
            }
        }
    }

    @Test
    void halfPrecisionIsWidened() {
        Map<String, Tensor> half = new HashMap<>();
        clip.state().forEach((name, t) -> half.put(name, t.to(ScalarType.Half)));
        try (ClipModel model = AttentionModels.openClip(written(half))) {
            Tensor scale = model.clip().state().get("logit_scale");
            assertThat(scale.scalar_type().intern()).isEqualTo(ScalarType.Float);
        }
    }

    @Test
    void anImageTowerAloneIsAModelWithoutTexts() {
        try (ClipModel model = AttentionModels.openClip(written(ClipNames.image(clip.state())))) {
            assertThat(model.depth()).isEqualTo(2);
            assertThatThrownBy(model::clip)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("image tower only");
        }
    }

    @Test
    void whatDoesNotFitIsNamedWithBothShapes() {
        Map<String, Tensor> wrong = new HashMap<>(clip.state());
        wrong.put("vision_model.encoder.layers.1.mlp.fc1.bias", zeros(5));
        assertThatThrownBy(() -> AttentionModels.open(written(wrong)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'vision_model.encoder.layers.1.mlp.fc1.bias'")
                .hasMessageContaining(" is 5 in ")
                .hasMessageContaining("256 in a CLIP model");
        Map<String, Tensor> short1 = new HashMap<>(clip.state());
        short1.remove("vision_model.post_layernorm.bias");
        assertThatThrownBy(() -> AttentionModels.open(written(short1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks tensors")
                .hasMessageContaining("vision_model.post_layernorm.bias");
    }

    @Test
    void otherVocabulariesAndOddWidthsAreRefused() {
        Map<String, Tensor> other = new HashMap<>(clip.state());
        other.put("text_model.embeddings.token_embedding.weight", zeros(30, 64));
        assertThatThrownBy(() -> AttentionModels.open(written(other)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("30 tokens");
        Map<String, Tensor> narrow = new HashMap<>(clip.state());
        narrow.put("vision_model.embeddings.patch_embedding.weight", zeros(40, 3, 4, 4));
        assertThatThrownBy(() -> AttentionModels.open(written(narrow)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("width 40");
    }
}
