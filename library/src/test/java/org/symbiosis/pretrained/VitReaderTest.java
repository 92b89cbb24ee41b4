package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Positions.Order;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.MemoryWeights;

class VitReaderTest {
    @TempDir private Path dir;

    private final Scope scope = Scope.open();
    private final Map<String, Tensor> plain = TinyVits.weights(TinyVits.PLAIN);
    private final Map<String, Tensor> file = new LinkedHashMap<>();

    @AfterEach
    void free() {
        scope.close();
    }

    private static VitReader reader(Map<String, Tensor> tensors) {
        return new VitReader("weights.pth", new MemoryWeights(tensors), VitOptions.OF_THE_FILE);
    }

    private void add(Map<String, Tensor> tensors, UnaryOperator<String> rename) {
        tensors.forEach((name, t) -> file.put(rename.apply(name), t));
    }

    private void hold(String... others) {
        for (String name : others) {
            file.put(name, zeros(2));
        }
    }

    private void isThePlainOne() {
        Tensor images = randn(1, 3, 12, 12);
        try (VitModel given = reader(file).model("given");
                VitModel wanted = reader(plain).model("wanted")) {
            Tensor difference =
                    given.forward(images, Trace.none()).sub(wanted.forward(images, Trace.none()));
            assertThat(difference.abs().max().item_float()).isLessThan(1e-4f);
        }
    }

    @Test
    void theTeacherOfADinoCheckpointIsTaken() {
        add(TinyVits.weights(TinyVits.SCALED), n -> "student.module.backbone." + n);
        add(plain, n -> "teacher.backbone." + n);
        hold("teacher.head.mlp.0.weight", "student.module.head.last_layer.weight_g");
        hold("optimizer.state.0.exp_avg", "dino_loss.center");
        isThePlainOne();
    }

    @Test
    void theEncoderOfAMaskedAutoencoderIsTaken() {
        add(plain, n -> "model." + n);
        hold("model.mask_token", "model.decoder_pos_embed", "model.decoder_blocks.0.norm1.weight");
        hold("optimizer.state.3.exp_avg", "scaler.scale");
        isThePlainOne();
    }

    @Test
    void theBaseEncoderOfMoCoIsTaken() {
        add(TinyVits.weights(TinyVits.SCALED), n -> "state_dict.module.momentum_encoder." + n);
        add(plain, n -> "state_dict.module.base_encoder." + n);
        hold("state_dict.module.base_encoder.head.0.weight", "state_dict.module.predictor.0.bias");
        isThePlainOne();
    }

    @Test
    void hubNamesAreUnderstood() {
        add(hub(plain), n -> "vit." + n);
        hold("vit.pooler.dense.weight", "decoder.mask_token", "classifier.bias");
        isThePlainOne();
        assertThat(reader(file).config().blocks().normEps()).isEqualTo(1e-12);
    }

    private static Map<String, Tensor> hub(Map<String, Tensor> timm) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        timm.forEach(
                (name, t) -> {
                    String theirs =
                            name.replace("cls_token", "embeddings.cls_token")
                                    .replace("pos_embed", "embeddings.position_embeddings")
                                    .replace(
                                            "patch_embed.proj",
                                            "embeddings.patch_embeddings.projection")
                                    .replaceFirst("^norm", "layernorm")
                                    .replace("norm1", "layernorm_before")
                                    .replace("norm2", "layernorm_after")
                                    .replace("attn.proj", "attention.output.dense")
                                    .replace("mlp.fc1", "intermediate.dense")
                                    .replace("mlp.fc2", "output.dense")
                                    .replace("blocks.", "encoder.layer.");
                    if (name.contains("qkv")) {
                        // Alphabetical, as hub files are: not the order of the rows.
                        for (String part : List.of("key", "query", "value")) {
                            int row = List.of("query", "key", "value").indexOf(part);
                            all.put(
                                    theirs.replace("attn.qkv", "attention.attention." + part),
                                    t.narrow(0, 64L * row, 64));
                        }
                    } else {
                        all.put(theirs, t);
                    }
                });
        return all;
    }

    @Test
    void hubNamesOfDinov2AreUnderstood() {
        Map<String, Tensor> own = TinyVits.weights(TinyVits.REGISTERS);
        hub(own).forEach(
                        (name, t) ->
                                file.put(
                                        name.replace("layernorm_before", "norm1")
                                                .replace("layernorm_after", "norm2")
                                                .replace("intermediate.dense", "mlp.fc1")
                                                .replaceFirst("(\\d)\\.output.dense", "$1.mlp.fc2")
                                                .replaceFirst(
                                                        "ls(\\d).gamma", "layer_scale$1.lambda1")
                                                .replace("register", "embeddings.register"),
                                        t));
        hold("embeddings.mask_token");
        assertThat(file).containsKey("encoder.layer.1.layer_scale2.lambda1");
        assertThat(reader(file).shapes().keySet())
                .containsExactlyInAnyOrderElementsOf(own.keySet());
        assertThat(reader(file).family()).isEqualTo(VitFamily.DINOV2_REGISTERS);
        assertThat(reader(file).config().blocks().normEps()).isEqualTo(1e-6);
    }

    @Test
    void chunkedBlocksAndATableWithoutTheClassTokenAreUnderstood() {
        Map<String, Tensor> own = TinyVits.weights(TinyVits.REGISTERS);
        add(own, n -> n.replaceFirst("blocks", "blocks.3").replace("register_tokens", "reg_token"));
        file.put("pos_embed", own.get("pos_embed").narrow(1, 1, 9));
        try (VitModel model = reader(file).model("registers")) {
            assertThat(model.specialTokens()).isEqualTo(3);
            Tensor table = model.transformer().state().get("pos_embed");
            assertThat(Plain.floats(table.narrow(1, 0, 1))).containsOnly(0);
            Tensor larger = model.forward(randn(2, 3, 16, 20), Trace.none());
            assertThat(larger.size(1)).isEqualTo(3 + 4 * 5);
        }
    }

    @Test
    void halfPrecisionIsWidened() {
        plain.forEach((name, t) -> file.put(name, t.to(ScalarType.Half)));
        try (VitModel model = reader(file).model("half")) {
            assertThat(model.transformer().state().get("cls_token").scalar_type().intern())
                    .isEqualTo(ScalarType.Float);
        }
    }

    @Test
    void fixedPositionsTellTheFamily() {
        file.putAll(plain);
        assertThat(reader(file).family()).isEqualTo(VitFamily.DINO);
        Grid grid = new Grid(3, 3);
        file.put("pos_embed", Positions.sinCos(64, grid, 1, Order.COLUMN_FIRST));
        assertThat(reader(file).family()).isEqualTo(VitFamily.MAE);
        file.put("pos_embed", Positions.sinCos(64, grid, 1, Order.ROW_FIRST).to(ScalarType.Half));
        assertThat(reader(file).family()).isEqualTo(VitFamily.MOCO_V3);
        try (VitModel model = reader(file).model("moco")) {
            Tensor larger = model.transformer().positions(zeros(1, 3, 20, 16));
            assertThat(Plain.floats(larger))
                    .containsExactly(
                            Plain.floats(Positions.sinCos(64, new Grid(5, 4), 1, Order.ROW_FIRST)));
        }
        assertThat(VitFamily.MOCO_V3.heads(384)).isEqualTo(12);
        assertThat(VitFamily.DINO.heads(384)).isEqualTo(6);
    }

    @Test
    void aClassifierIsIgnoredButTellsTheNormalisation() {
        assertThat(reader(plain).normalisation()).isEqualTo(Normalisation.IMAGENET);
        add(plain, n -> n);
        hold("head.weight", "head.bias");
        isThePlainOne();
        assertThat(reader(file).normalisation()).isEqualTo(Normalisation.HALF);
        VitOptions other = VitOptions.OF_THE_FILE.withNormalisation(Normalisation.CIFAR10);
        assertThat(new VitReader("f", new MemoryWeights(file), other).normalisation())
                .isEqualTo(Normalisation.CIFAR10);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        refused(
                "'blocks.1.attn.proj.weight' is 64 x 63 in weights.pth and 64 x 64 in a ViT",
                t -> t.put("blocks.1.attn.proj.weight", zeros(64, 63)));
        refused(
                "lacks tensors of a ViT of width 64: blocks.1.mlp.fc2.bias, norm.weight",
                t -> t.keySet().removeAll(List.of("blocks.1.mlp.fc2.bias", "norm.weight")));
        refused("does not have: fc_norm.weight", t -> t.put("fc_norm.weight", zeros(64)));
        refused("no class token", t -> t.remove("cls_token"));
        refused(
                "several networks, under a., b.",
                t -> {
                    t.put("a.cls_token", t.remove("cls_token"));
                    t.put("b.cls_token", zeros(1, 1, 64));
                });
        refused(
                "more than a vision transformer: text.weight",
                t -> {
                    Map<String, Tensor> inner = new LinkedHashMap<>(t);
                    t.clear();
                    inner.forEach((name, x) -> t.put("vision." + name, x));
                    t.put("text.weight", zeros(1));
                });
        refused("not of a square grid", t -> t.put("pos_embed", zeros(1, 8, 64)));
        refused("'pos_embed' is missing", t -> t.remove("pos_embed"));
        refused("0 blocks", t -> t.remove("blocks.0.norm1.weight"));
        refused(
                "'patch_embed.proj.weight' is 64",
                t -> t.put("patch_embed.proj.weight", zeros(64)));
    }

    private interface Change {
        void apply(Map<String, Tensor> tensors);
    }

    private void refused(String why, Change change) {
        Map<String, Tensor> changed = new LinkedHashMap<>(plain);
        change.apply(changed);
        assertThatThrownBy(() -> reader(changed).model("changed"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @Test
    void headsThatCannotBeGuessedAreAskedFor() {
        assertThatThrownBy(
                        () ->
                                new VitReader(
                                                "f",
                                                new MemoryWeights(plain),
                                                VitOptions.OF_THE_FILE.withHeads(5))
                                        .config())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("width 64 and 5 heads");
    }

    @Test
    void ourOwnModelsAreNotTakenForPublicOnes() {
        Path ours = dir.resolve("model.safetensors");
        Safetensors.write(ours, plain, Map.of("format", "symbiosis-model", "kind", "mae"));
        assertThatThrownBy(() -> AttentionModels.open(ours))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("trained here");
    }
}
