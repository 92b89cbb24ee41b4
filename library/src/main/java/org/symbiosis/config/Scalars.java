package org.symbiosis.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symbiosis.UserError;

/** Checks single values against the type they are for. */
record Scalars(String where) {
    /**
     * The value as the type needs it.
     *
     * @throws UserError saying what was expected
     */
    JsonNode check(JsonNode value, Class<?> type) {
        if (type.isEnum()) {
            return constant(value, type);
        }
        if (type == double.class || type == float.class) {
            return number(value);
        }
        if (type == int.class) {
            require(value.isIntegralNumber() && value.canConvertToInt(), value, "a whole number");
        } else if (type == long.class) {
            require(value.isIntegralNumber() && value.canConvertToLong(), value, "a whole number");
        } else if (type == boolean.class) {
            require(value.isBoolean(), value, "true or false");
        } else if (type == String.class) {
            require(value.isValueNode(), value, "text");
            return value.isNull() ? value : TextNode.valueOf(value.asText());
        }
        return value;
    }

    private void require(boolean fits, JsonNode value, String expected) {
        if (!fits) {
            throw UserError.usage(where + " takes " + expected + ", not " + value, "mend it");
        }
    }

    /** A number; infinity as YAML and as JSON write it. */
    private JsonNode number(JsonNode value) {
        String text = value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
        switch (text) {
            case ".inf", "+.inf", "infinity", "+infinity":
                return DoubleNode.valueOf(Double.POSITIVE_INFINITY);
            case "-.inf", "-infinity":
                return DoubleNode.valueOf(Double.NEGATIVE_INFINITY);
            default:
                require(value.isNumber(), value, "a number");
                return value;
        }
    }

    private JsonNode constant(JsonNode value, Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            names.add(name);
            if (name.equalsIgnoreCase(value.asText())) {
                return TextNode.valueOf(name);
            }
        }
        throw UserError.usage(
                where + " has no such value: " + value,
                "did you mean '"
                        + Nearest.to(value.asText(), names)
                        + "'? Valid are "
                        + String.join(", ", names));
    }
}
