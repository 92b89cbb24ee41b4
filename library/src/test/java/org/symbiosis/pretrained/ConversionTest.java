package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

class ConversionTest {
    @TempDir private Path dir;

    private final Scope scope = Scope.open();

    @AfterEach
    void free() {
        scope.close();
    }

    @Test
    void aTransformerComesOutUnderTheReferenceNamesAndComputesTheSame() {
        Map<String, Tensor> held = new LinkedHashMap<>();
        TinyVits.weights(TinyVits.SCALED)
                .forEach((n, t) -> held.put("teacher.backbone." + n, t.to(ScalarType.Half)));
        held.put("teacher.dino_head.mlp.0.weight", zeros(3));
        Path in = dir.resolve("in.safetensors");
        Path out = dir.resolve("out.safetensors");
        Safetensors.write(in, held, Map.of());
        VitOptions options = new VitOptions(4, 1e-3, Normalisation.CIFAR10);
        int written = Conversion.run(in, out, options, Map.of("licence", "MIT"));
        assertThat(written).isEqualTo(held.size() - 1);
        try (Safetensors file = Safetensors.open(out);
                VitModel before = AttentionModels.openVit(in, options);
                AttentionModel after = AttentionModels.open(out)) {
            assertThat(file.names()).contains("blocks.1.ls2.gamma", "cls_token");
            assertThat(file.tensor("cls_token").scalar_type().intern()).isEqualTo(ScalarType.Float);
            assertThat(file.metadata()).containsEntry("licence", "MIT");
            assertThat(after.heads()).isEqualTo(4);
            assertThat(after.normalisation()).isEqualTo(Normalisation.CIFAR10);
            Tensor images = randn(1, 3, 12, 12);
            assertThat(Plain.floats(after.forward(images, Trace.none())))
                    .containsExactly(Plain.floats(before.forward(images, Trace.none())));
        }
    }

    @Test
    void otherNetworksKeepTheirNames() {
        Path out = dir.resolve("out.safetensors");
        Path scripted = Path.of("src/test/resources/torch/scripted.pt");
        assertThat(Conversion.run(scripted, out, VitOptions.OF_THE_FILE, Map.of())).isEqualTo(3);
        try (Safetensors file = Safetensors.open(out)) {
            assertThat(file.names()).containsExactlyInAnyOrder("b", "lin.weight", "lin.bias");
        }
    }

    @Test
    void aFileMayBeReplacedByItsConversion() {
        Path file = dir.resolve("same.safetensors");
        Safetensors.write(file, TinyVits.weights(TinyVits.PLAIN), Map.of());
        Conversion.run(file, file, VitOptions.OF_THE_FILE, Map.of());
        assertThat(WeightSummary.of(file).details()).containsEntry("heads", "1");
    }

    @Test
    void whatCannotBeConvertedLeavesTheOutputAlone() throws IOException {
        Path out = Files.writeString(dir.resolve("out.safetensors"), "older");
        Path bad = Files.writeString(dir.resolve("bad.pth"), "no weights at all");
        assertThatThrownBy(() -> Conversion.run(bad, out, VitOptions.OF_THE_FILE, Map.of()))
                .isInstanceOf(UserError.class);
        Path ours = dir.resolve("ours.safetensors");
        Safetensors.write(ours, Map.of("w", zeros(1)), Map.of("format", "symbiosis-model"));
        assertThatThrownBy(() -> Conversion.run(ours, out, VitOptions.OF_THE_FILE, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("trained here");
        assertThat(out).hasContent("older");
    }

    @Test
    void aSummarySaysWhatAFileHolds() {
        Path file = dir.resolve("vit.safetensors");
        Map<String, Tensor> weights = TinyVits.weights(TinyVits.REGISTERS);
        weights.put("head.weight", zeros(10, 64));
        Safetensors.write(file, weights, Map.of());
        WeightSummary vit = WeightSummary.of(file);
        assertThat(vit.family()).contains("DINOv2").contains("registers");
        assertThat(vit.tensors()).isEqualTo(weights.size());
        assertThat(vit.parameters())
                .isEqualTo(weights.values().stream().mapToLong(Tensor::numel).sum());
        assertThat(vit.details())
                .containsEntry("width", "64")
                .containsEntry("blocks", "2")
                .containsEntry("patch", "4 px")
                .containsEntry("image", "12 x 12 px")
                .containsEntry("registers", "2")
                .containsEntry("not used", "head.weight");
        assertThat(family(Map.of("visual.conv1.weight", zeros(1)))).startsWith("CLIP, OpenAI");
        assertThat(family(Map.of("m.quant_conv.weight", zeros(1)))).isEqualTo("AutoencoderKL");
        assertThat(family(Map.of("x", zeros(1)))).isEqualTo("unknown");
        assertThat(family(Map.of("cls_token", zeros(1)))).contains("cannot be read");
    }

    private String family(Map<String, Tensor> tensors) {
        Path file = dir.resolve("some.safetensors");
        Safetensors.write(file, tensors, Map.of());
        return WeightSummary.of(file).family();
    }
}
