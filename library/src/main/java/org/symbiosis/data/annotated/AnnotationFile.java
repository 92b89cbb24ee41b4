package org.symbiosis.data.annotated;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.symbiosis.UserError;

/**
 * An annotation file in COCO's manner: one JSON object of long lists, whose entries are read one by
 * one, since whole files reach half a gigabyte.
 */
record AnnotationFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Hands the entries of the named lists to their takers and passes over all else. */
    void read(Map<String, Consumer<JsonNode>> takers) {
        try (JsonParser p = JSON.createParser(path.toFile())) {
            if (p.nextToken() != JsonToken.START_OBJECT) {
                throw SetFolder.contradiction(path, "it is not an object of lists");
            }
            while (p.nextToken() == JsonToken.FIELD_NAME) {
                Consumer<JsonNode> taker = takers.get(p.currentName());
                if (p.nextToken() == JsonToken.START_ARRAY && taker != null) {
                    while (p.nextToken() != JsonToken.END_ARRAY) {
                        taker.accept(JSON.readTree(p));
                    }
                } else {
                    p.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw broken(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    private UserError broken(String reason, IOException e) {
        return UserError.failed(
                path + ": cannot be read (" + reason + ")", "fetch the annotations again", e);
    }

    /** A whole number of an entry. */
    int integer(JsonNode entry, String key) {
        JsonNode value = entry.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw missing(entry, key, "a whole number");
        }
        return value.intValue();
    }

    /** A number of an entry. */
    double number(JsonNode entry, String key) {
        JsonNode value = entry.path(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw missing(entry, key, "a number");
        }
        return value.doubleValue();
    }

    /** A text of an entry. */
    String text(JsonNode entry, String key) {
        JsonNode value = entry.path(key);
        if (!value.isTextual()) {
            throw missing(entry, key, "a text");
        }
        return value.textValue();
    }

    /** Left, top, width and height. */
    Box box(JsonNode entry, String key) {
        JsonNode v = entry.path(key);
        if (v.isArray() && v.size() == 4 && v.get(2).asDouble(-1) >= 0) {
            try {
                return new Box(
                        v.get(0).asDouble(),
                        v.get(1).asDouble(),
                        v.get(2).asDouble(),
                        v.get(3).asDouble());
            } catch (IllegalArgumentException e) {
                throw missing(entry, key, "a box of x, y, width, height");
            }
        }
        throw missing(entry, key, "a box of x, y, width, height");
    }

    /** Whether an entry covers many objects. */
    AnnotatedObject.Extent extent(JsonNode entry) {
        return entry.path("iscrowd").asInt(0) == 0
                ? AnnotatedObject.Extent.ONE
                : AnnotatedObject.Extent.CROWD;
    }

    private UserError missing(JsonNode entry, String key, String what) {
        String text = entry.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return SetFolder.contradiction(
                path, "'" + key + "' should be " + what + " in the entry " + shown);
    }
}
