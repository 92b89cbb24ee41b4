package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.DecodeLimits;
import org.symbiosis.data.ImageDecoder;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Planes;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.RealData;

/** Real learnt weights answer as their reference does, photograph by photograph. */
class RealVitTest {
    private static final String ATTENTION = "blocks.11.attn.attention";

    @Test
    void aLearntVitTinyReproducesItsReference() throws IOException {
        Path folder = RealData.folder("weights");
        Path weights = folder.resolve("vit_tiny_patch16_224.safetensors");
        JsonNode images =
                new ObjectMapper()
                        .readTree(folder.resolve("check/reference.json").toFile())
                        .get("images");
        try (Scope s = Scope.open();
                AttentionModel model = AttentionModels.open(weights);
                Safetensors file = Safetensors.open(weights)) {
            assertThat(model.heads()).isEqualTo(3);
            assertThat(model.normalisation()).isEqualTo(Normalisation.HALF);
            assertThat(images).hasSize(17);
            for (Map.Entry<String, JsonNode> image : images.properties()) {
                Tensor pixels = pixels(folder.resolve("check").resolve(image.getKey()), model);
                Trace trace = Trace.of(ATTENTION);
                Tensor cls = model.forward(pixels, trace).select(1, 0); // (1, D)
                JsonNode wanted = image.getValue();
                same(wanted.get("cls_token_first8"), Plain.floats(cls), 1e-4);
                Tensor logits =
                        cls.matmul(file.tensor("head.weight").t()).add(file.tensor("head.bias"));
                same(wanted.get("logits_first10"), Plain.floats(logits), 1e-4);
                assertThat(logits.norm().item_double())
                        .isCloseTo(wanted.get("logits_l2").asDouble(), within(1e-3));
                assertThat(logits.argmax().item_long())
                        .isEqualTo(wanted.get("top5").get(0).get(0).asLong());
                Tensor row = trace.get(ATTENTION).select(1, 0).select(1, 0); // (1, 1 + N)
                same(
                        wanted.get("last_block_cls_attention_head0_patches_0_to_9"),
                        Plain.floats(row.narrow(1, 1, 10)),
                        1e-5);
            }
        }
    }

    private static Tensor pixels(Path png, AttentionModel model) throws IOException {
        Planes image =
                Planes.of(
                        new ImageDecoder(DecodeLimits.DEFAULT)
                                .decode(png.toString(), Files.readAllBytes(png)));
        float[] values = new float[3 * image.width() * image.height()];
        model.normalisation().normalise(image, values, 0);
        return Plain.tensor(values, 1, 3, image.height(), image.width());
    }

    private static void same(JsonNode wanted, float[] ours, double within) {
        for (int i = 0; i < wanted.size(); i++) {
            assertThat((double) ours[i]).isCloseTo(wanted.get(i).asDouble(), within(within));
        }
    }
}
