package org.symbiosis.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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

    private JsonNode merge(JsonNode preset, JsonNode changes, Class<?> type, String path) {
        if (!changes.isObject()) {
            return changes;
        }
        if (type.isSealed() && type.isInterface()) {
            return variant(preset, changes, type, path);
        }
        if (!type.isRecord()) {
            return changes;
        }
        ObjectNode merged = preset.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String key = change.getKey();
            Class<?> inner = component(type, key, path + key);
            merged.set(key, merge(merged.path(key), change.getValue(), inner, path + key + "."));
        }
        return merged;
    }

    /** The same variant is changed key by key; another one replaces it whole. */
    private JsonNode variant(JsonNode preset, JsonNode changes, Class<?> type, String path) {
        List<String> names = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            String name = SealedTypes.name(permitted);
            names.add(name);
            if (changes.size() == 1 && changes.has(name)) {
                ObjectNode result = preset.isObject() ? preset.deepCopy() : null;
                JsonNode old =
                        result != null && result.has(name)
                                ? result.get(name)
                                : empty(preset, changes);
                ObjectNode merged = ((ObjectNode) changes).objectNode();
                return merged.set(
                        name, merge(old, changes.get(name), permitted, path + name + "."));
            }
        }
        String given = changes.fieldNames().hasNext() ? changes.fieldNames().next() : "";
        throw unknown(path + given, given, names);
    }

    private static JsonNode empty(JsonNode preset, JsonNode changes) {
        return preset.isObject()
                ? ((ObjectNode) preset).objectNode()
                : ((ObjectNode) changes).objectNode();
    }

    private Class<?> component(Class<?> type, String key, String path) {
        List<String> names = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            if (c.getName().equals(key)) {
                return c.getGenericType() instanceof ParameterizedType ? Object.class : c.getType();
            }
            names.add(c.getName());
        }
        throw unknown(path, key, names);
    }

    private UserError unknown(String path, String key, List<String> valid) {
        String nearest = valid.isEmpty() ? "" : valid.get(0);
        for (String name : valid) {
            nearest = distance(name, key) < distance(nearest, key) ? name : nearest;
        }
        String mend =
                valid.isEmpty()
                        ? "it takes no keys"
                        : "did you mean '" + nearest + "'? Valid are " + String.join(", ", valid);
        return UserError.usage(where + ": there is no key '" + path + "'", mend);
    }

    /** Levenshtein's distance, ignoring case. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same =
                        Character.toLowerCase(a.charAt(i - 1))
                                == Character.toLowerCase(b.charAt(j - 1));
                int change = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
