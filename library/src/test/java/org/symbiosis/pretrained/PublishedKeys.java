package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
        Map<String, String> found = new TreeMap<>();
        all().properties().stream()
                .filter(e -> e.getKey().startsWith(title))
                .forEach(e -> collect(e.getValue(), found));
        return found;
    }

    /** Titles of all networks. */
    static List<String> networks() {
        return all().properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Shapes by name of the network of this title, in the order of the list. */
    static Map<String, long[]> shapes(String title) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        all().get(title).properties().forEach(e -> shapes.put(e.getKey(), shape(e.getValue())));
        return shapes;
    }

    private static JsonNode all() {
        try {
            return new ObjectMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] shape(JsonNode sides) {
        long[] shape = new long[sides.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sides.get(i).asLong();
        }
        return shape;
    }

    static void collect(JsonNode network, Map<String, String> into) {
        network.properties().forEach(e -> into.put(e.getKey(), Shapes.text(shape(e.getValue()))));
    }

    /** Shapes in words of tensors that we hold. */
    static Map<String, String> of(Map<String, Tensor> state) {
        Map<String, String> found = new TreeMap<>();
        state.forEach((name, t) -> found.put(name, Shapes.text(Shapes.of(t))));
        return found;
    }
}
