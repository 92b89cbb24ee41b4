package org.symbiosis.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.symbiosis.UserError;

/**
 * Configuration records as YAML and JSON, one to one.
 *
 * <p>A file or an override changes single values of a preset. A key that is unknown, a value of the
 * wrong type or out of range is an error that names the key and what would be right.
 */
public final class Configs {
    private static final long MAX_FILE = 1 << 20;

    /** YAML's infinity where a value stands: Jackson takes it for a number and then fails. */
    private static final Pattern INFINITY =
            Pattern.compile(
                    "(?m)(^|[:,\\[{-][ \\t]+|\\[)([-+]?\\.(?:inf|Inf|INF))(?=[ \\t]*(?:$|[ \\t]#|[,\\]}]))");

    private static final ObjectMapper JSON = configure(JsonMapper.builder(), new SealedTypes());
    private static final ObjectMapper YAML =
            configure(
                    YAMLMapper.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES),
                    new SealedTypes.Whole());

    private Configs() {}

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> ObjectMapper configure(
            MapperBuilder<M, B> builder, SealedTypes types) {
        return builder.annotationIntrospector(types)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    /** The record as JSON on one line. */
    public static String json(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a configuration: " + record, e);
        }
    }

    /** The record that {@link #json} wrote. */
    public static <R> R fromJson(String json, Class<R> type) {
        try {
            JsonNode tree = JSON.readTree(json);
            new Completion(
                            (key, keys) ->
                                    unreadable(
                                            "%s lacks %s".formatted(named(key), all(keys)), null))
                    .complete(tree, type);
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage(), e);
        }
    }

    private static UserError unreadable(String reason, Throwable cause) {
        return UserError.failed(
                "the configuration noted beside the weights cannot be read (" + reason + ")",
                "the file is damaged or from another version",
                cause);
    }

    private static String named(String key) {
        return key.isEmpty() ? "it" : "'" + key + "'";
    }

    /** Names as one reads them out. */
    private static String all(List<String> names) {
        return String.join(" and ", names);
    }

    /** The record as YAML. */
    public static String yaml(Object record) {
        try {
            return YAML.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a configuration: " + record, e);
        }
    }

    /**
     * A preset with the changes of a YAML file.
     *
     * @throws UserError naming the file, the key and the mend
     */
    public static <R> R withFile(R preset, Path file) {
        return with(preset, keys(file), file.toString());
    }

    /**
     * The record that {@link #yaml} wrote into a file, whole. A key that is written only where it
     * is not the usual one may be missing, and means the usual one: no preset stands behind it.
     *
     * @throws UserError naming the file, the key and the mend
     */
    public static <R> R noted(Path file, Class<R> type) {
        return read(type, keys(file), key -> file.toString());
    }

    private static JsonNode keys(Path file) {
        JsonNode tree = read(file);
        if (!tree.isObject()) {
            throw UserError.usage(file + " is no configuration", "write lines of 'key: value'");
        }
        return tree;
    }

    /**
     * A preset with changes of the form {@code path.to.key=value}. All of them are laid over it
     * before the record checks itself: their order matters only where two change the same key.
     *
     * @throws UserError naming the key and the mend
     */
    public static <R> R withOverrides(R preset, List<String> overrides) {
        JsonNode tree = JSON.valueToTree(preset);
        for (String override : overrides) {
            String where = where(override);
            tree = Merge.of(tree, change(override, where), preset.getClass(), where);
        }
        return read(type(preset), tree, key -> touching(key, overrides));
    }

    private static String where(String override) {
        return "--set " + override;
    }

    /** {@code a.b=1} as {@code {a: {b: 1}}}. */
    private static JsonNode change(String override, String where) {
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw UserError.usage(where + " changes nothing", "write --set key=value");
        }
        String text = override.substring(equals + 1);
        JsonNode value = text.isBlank() ? NullNode.getInstance() : parse(text, where);
        String[] keys = override.substring(0, equals).split("\\.", -1);
        for (int i = keys.length - 1; i >= 0; i--) {
            value = JSON.createObjectNode().set(keys[i], value);
        }
        return value;
    }

    /** Those that change something above, at or below a key; all where none of them does. */
    private static String touching(String key, List<String> overrides) {
        List<String> some =
                overrides.stream()
                        .filter(
                                o -> {
                                    String changed = o.substring(0, o.indexOf('=')) + ".";
                                    return changed.startsWith(key + ".")
                                            || (key + ".").startsWith(changed);
                                })
                        .toList();
        return (some.isEmpty() ? overrides : some)
                .stream().map(Configs::where).collect(Collectors.joining(" "));
    }

    private static <R> R with(R preset, JsonNode changes, String where) {
        JsonNode tree = JSON.valueToTree(preset);
        return read(type(preset), Merge.of(tree, changes, preset.getClass(), where), key -> where);
    }

    @SuppressWarnings("unchecked")
    private static <R> Class<R> type(R preset) {
        return (Class<R>) preset.getClass();
    }

    /**
     * The tree as a record.
     *
     * @param where what changed a key, for messages
     */
    private static <R> R read(Class<R> type, JsonNode tree, UnaryOperator<String> where) {
        new Completion((key, keys) -> incomplete(key, keys, where)).complete(tree, type);
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw explain(e, where);
        } catch (JsonProcessingException e) {
            throw UserError.usage(
                    where.apply("") + ": " + e.getOriginalMessage(), "mend the value", e);
        }
    }

    private static UserError incomplete(
            String key, List<String> missing, UnaryOperator<String> where) {
        List<String> paths = missing.stream().map(name -> Merge.below(key, name)).toList();
        return UserError.usage(
                "%s: %s lacks %s".formatted(where.apply(key), named(key), all(missing)),
                "give " + all(paths) + " as well");
    }

    private static UserError explain(JsonMappingException e, UnaryOperator<String> where) {
        StringBuilder key = new StringBuilder();
        for (JsonMappingException.Reference r : e.getPath()) {
            if (r.getFieldName() != null) {
                key.append(key.length() == 0 ? "" : ".").append(r.getFieldName());
            }
        }
        Throwable cause = e.getCause();
        String reason =
                cause instanceof IllegalArgumentException
                        ? cause.getMessage()
                        : e.getOriginalMessage()
                                .replaceAll("org\\.symbiosis\\.[\\w.$]*?(\\w+)`", "$1`");
        return UserError.usage(
                where.apply(key.toString())
                        + (key.length() == 0 ? "" : ", key '" + key + "'")
                        + ": "
                        + reason,
                "mend the value",
                e);
    }

    private static JsonNode read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw UserError.usage(file + " is too large for a configuration", "check the path");
            }
            String text = Files.readString(file);
            if (text.isBlank()) {
                return JSON.createObjectNode();
            }
            return parse(text, file.toString());
        } catch (NoSuchFileException e) {
            throw UserError.usage("there is no file " + file, "check the path of --config", e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw UserError.usage(file + " is no text", "give a YAML file", e);
        } catch (IOException e) {
            throw UserError.usage(
                    "cannot read " + file + " (" + e.getMessage() + ")", "check the file", e);
        }
    }

    private static JsonNode parse(String text, String where) {
        try {
            JsonNode node = YAML.readTree(INFINITY.matcher(text).replaceAll("$1\"$2\""));
            return node == null || node.isMissingNode() ? JSON.createObjectNode() : node;
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
            throw UserError.usage(where + line + ": " + reason, "mend the YAML", e);
        }
    }
}
