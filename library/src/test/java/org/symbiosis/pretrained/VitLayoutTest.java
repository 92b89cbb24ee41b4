package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.zeros;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.MemoryWeights;

/** Full-size networks have the published names and shapes; no tensor of their size is made. */
class VitLayoutTest {
    private static final Path KEYS =
            Path.of("src/test/resources/parity/pretrained-keys.json").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "vit-base-16 (timm names), 768, 12, 16, 12, DINO, 0",
        "vit-small-16 (timm names), 384, 12, 16, 6, DINO, 0",
        "dinov2-vit-b-14 (own names), 768, 12, 14, 12, DINOV2, 1",
        "vit-base-16 (HF ViT names), 768, 12, 16, 12, DINO, 2"
    })
    void theNamesAreThePublishedOnes(
            String network, int dim, int depth, int patch, int heads, VitFamily family, int ignored)
            throws IOException {
        try (Scope s = Scope.open()) {
            MemoryWeights published = published(network);
            VitReader reader = new VitReader(network, published, VitOptions.OF_THE_FILE);
            VisionTransformerConfig config = reader.config();
            assertThat(config.blocks().dim()).isEqualTo(dim);
            assertThat(config.blocks().depth()).isEqualTo(depth);
            assertThat(config.blocks().heads()).isEqualTo(heads);
            assertThat(config.patch()).isEqualTo(patch);
            assertThat(reader.family()).isEqualTo(family);
            assertThat(reader.names().ignored()).hasSize(ignored);
            assertThat(text(VitLayout.of(config)))
                    .containsExactlyInAnyOrderEntriesOf(text(reader.shapes()));
            int parts = reader.names().sources().values().stream().mapToInt(List::size).sum();
            assertThat(parts + ignored).isEqualTo(published.names().size());
        }
    }

    @Test
    void weightsOfThePublishedLayoutLoad() throws IOException {
        String network = "vit-small-16 (timm names)";
        try (Scope s = Scope.open();
                VitModel model =
                        new VitReader(network, published(network), VitOptions.OF_THE_FILE)
                                .model("small")) {
            assertThat(model.transformer().parameterCount()).isEqualTo(21_665_664);
            assertThat(model.dim()).isEqualTo(384);
            assertThat(model.depth()).isEqualTo(12);
        }
    }

    /** Each tensor is one zero, repeated to the published shape. */
    private static MemoryWeights published(String network) throws IOException {
        JsonNode keys = new ObjectMapper().readTree(KEYS.toFile()).get(network);
        Map<String, Tensor> all = new LinkedHashMap<>();
        Tensor zero = zeros(1);
        for (Map.Entry<String, JsonNode> e : keys.properties()) {
            long[] shape = new long[e.getValue().size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = e.getValue().get(i).asLong();
            }
            all.put(e.getKey(), zero.expand(shape));
        }
        return new MemoryWeights(all);
    }

    private static Map<String, String> text(Map<String, long[]> shapes) {
        Map<String, String> all = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> all.put(name, Shapes.text(shape)));
        return all;
    }

    @Test
    void theLayoutIsThatOfTheTransformer() {
        for (VisionTransformerConfig config :
                List.of(TinyVits.PLAIN, TinyVits.SCALED, TinyVits.REGISTERS)) {
            try (Scope s = Scope.open();
                    VisionTransformer vit = new VisionTransformer(config)) {
                Map<String, long[]> state = new LinkedHashMap<>();
                vit.state().forEach((name, t) -> state.put(name, Shapes.of(t)));
                assertThat(text(VitLayout.of(config)))
                        .containsExactlyInAnyOrderEntriesOf(text(state));
            }
        }
    }
}
