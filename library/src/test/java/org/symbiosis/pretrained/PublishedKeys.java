package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Shapes;

/** Names and shapes of full-size networks as they were published. */
final class PublishedKeys {
    private static final Path FILE = Path.of("src/test/resources/parity/pretrained-keys.json");

    private PublishedKeys() {}

    /** The network whose title begins so: shapes in words by name. */
    static Map<String, String> of(String title) {
        try {
            JsonNode all = new ObjectMapper().readTree(FILE.toFile());
            Map<String, String> found = new TreeMap<>();
            all.properties().stream()
                    .filter(e -> e.getKey().startsWith(title))
                    .forEach(e -> collect(e.getValue(), found));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void collect(JsonNode network, Map<String, String> into) {
        network.properties()
                .forEach(
                        e -> {
                            long[] shape = new long[e.getValue().size()];
                            for (int i = 0; i < shape.length; i++) {
                                shape[i] = e.getValue().get(i).asLong();
                            }
                            into.put(e.getKey(), Shapes.text(shape));
                        });
    }

    /** Shapes in words of tensors that we hold. */
    static Map<String, String> of(Map<String, Tensor> state) {
        Map<String, String> found = new TreeMap<>();
        state.forEach((name, t) -> found.put(name, Shapes.text(Shapes.of(t))));
        return found;
    }
}
