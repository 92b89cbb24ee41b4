package org.symbiosis.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;

/** Lays changes over a preset, key by key, along the record's own structure. */
final class Merge {
    private final String where;

    private Merge(String where) {
        this.where = where;
    }

    static JsonNode of(JsonNode preset, JsonNode changes, Class<?> type, String where) {
        return new Merge(where).merge(preset, changes, type, "");
    }

    private JsonNode merge(JsonNode preset, JsonNode changes, Type type, String path) {
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return list(changes, p.getActualTypeArguments()[0], path);
        }
        if (!(type instanceof Class<?> c)) {
            return changes;
        }
        if (changes.isNull() && !preset.isNull()) {
            throw UserError.usage(at(path) + " has no value", "give one, or leave the key out");
        }
        if (c.isInterface() && c.isSealed()) {
            return variant(preset, changes, c, path);
        }
        return c.isRecord() && !changes.isNull()
                ? record(preset, changes, c, path)
                : new Scalars(at(path)).check(changes, c);
    }

    private String at(String path) {
        return where + (path.isEmpty() ? "" : ", key '" + path + "'");
    }

    /** The path of a key below another one. */
    static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private JsonNode record(JsonNode preset, JsonNode changes, Class<?> type, String path) {
        if (!changes.isObject()) {
            throw UserError.usage(
                    at(path) + " takes keys of its own, not " + changes,
                    "write below it some of " + String.join(", ", names(type)));
        }
        ObjectNode merged =
                preset.isObject() ? preset.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String key = change.getKey();
            String inner = below(path, key);
            Type component = component(type, key, inner);
            merged.set(key, merge(merged.path(key), change.getValue(), component, inner));
        }
        return merged;
    }

    /** A list is replaced whole; its entries are checked like everything else. */
    private JsonNode list(JsonNode changes, Type entry, String path) {
        if (!changes.isArray()) {
            throw UserError.usage(
                    at(path) + " takes a list, not " + changes, "write it as [a, b], whole");
        }
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < changes.size(); i++) {
            merged.add(
                    merge(MissingNode.getInstance(), changes.get(i), entry, below(path, "" + i)));
        }
        return merged;
    }

    /**
     * The same variant is changed key by key; another one replaces it whole. A variant without
     * values may be given by its name alone.
     */
    private JsonNode variant(JsonNode preset, JsonNode changes, Class<?> type, String path) {
        String given =
                changes.isTextual()
                        ? changes.asText()
                        : changes.size() == 1 && changes.isObject()
                                ? changes.fieldNames().next()
                                : null;
        List<String> names = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            String name = SealedTypes.name(permitted);
            names.add(name);
            if (name.equals(given)) {
                JsonNode values =
                        changes.isTextual()
                                ? JsonNodeFactory.instance.objectNode()
                                : changes.get(name);
                JsonNode merged = merge(preset.path(name), values, permitted, below(path, name));
                return JsonNodeFactory.instance.objectNode().set(name, merged);
            }
        }
        if (given == null) {
            throw UserError.usage(
                    at(path) + " takes one of several kinds, not " + changes,
                    "give one of " + String.join(", ", names));
        }
        throw unknown(below(path, given), given, names);
    }

    private Type component(Class<?> type, String key, String path) {
        for (RecordComponent c : type.getRecordComponents()) {
            if (c.getName().equals(key)) {
                return c.getGenericType();
            }
        }
        throw unknown(path, key, names(type));
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            names.add(c.getName());
        }
        return names;
    }

    private UserError unknown(String path, String key, List<String> valid) {
        String mend =
                valid.isEmpty()
                        ? "it takes no keys"
                        : "did you mean '"
                                + Nearest.to(key, valid)
                                + "'? Valid are "
                                + String.join(", ", valid);
        return UserError.usage(where + ": there is no key '" + path + "'", mend);
    }
}
