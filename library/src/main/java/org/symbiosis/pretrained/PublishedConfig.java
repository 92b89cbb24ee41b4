package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;

/**
 * The {@code config.json} that hubs put beside weights: what the shapes of tensors do not tell.
 *
 * @param values of the file, or missing
 */
record PublishedConfig(JsonNode values) {
    private static final long MOST_BYTES = 1 << 20;

    /**
     * The file beside weights, if there is one.
     *
     * @throws UserError when it is there and no JSON
     */
    static PublishedConfig beside(Path weights) {
        Path file = weights.toAbsolutePath().resolveSibling("config.json");
        try {
            return new PublishedConfig(
                    Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                            ? new ObjectMapper().readTree(file.toFile())
                            : MissingNode.getInstance());
        } catch (IOException e) {
            throw UserError.failed(
                    file + " is no configuration (it is no JSON)",
                    "take it from where the weights came from, or remove it",
                    e);
        }
    }

    /** A positive whole number, or the usual one where the file has none of this name. */
    int number(String name, int usual) {
        int value = values.path(name).asInt(usual);
        return values.path(name).isInt() && value > 0 ? value : usual;
    }
}
