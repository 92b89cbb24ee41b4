package org.symbiosis.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.symbiosis.UserError;

/**
 * Sees to it that a tree has every key of its record. A component under {@code
 * JsonInclude(NON_DEFAULT)} may be absent and then has its type's default: notes from before it
 * came read as they did, and notes in which it does nothing are written as they were.
 *
 * @param lacking what to say of a key and of those that are missing below it
 */
record Completion(BiFunction<String, List<String>, UserError> lacking) {
    private static final ObjectMapper VALUES = new ObjectMapper();

    /** Fills in what may be absent, in place. */
    void complete(JsonNode tree, Type type) {
        complete(tree, type, "");
    }

    private void complete(JsonNode tree, Type type, String path) {
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            each(tree, p.getActualTypeArguments()[0], path);
        } else if (type instanceof Class<?> c && c.isArray()) {
            each(tree, c.getComponentType(), path);
        } else if (type instanceof Class<?> c && tree instanceof ObjectNode values) {
            if (c.isRecord()) {
                record(values, c, path);
            } else if (c.isInterface() && c.isSealed()) {
                variant(values, c, path);
            }
        }
    }

    private void each(JsonNode entries, Type type, String path) {
        for (int i = 0; i < entries.size(); i++) {
            complete(entries.get(i), type, Merge.below(path, "" + i));
        }
    }

    private void variant(ObjectNode tree, Class<?> type, String path) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            String name = SealedTypes.name(permitted);
            complete(tree.path(name), permitted, Merge.below(path, name));
        }
    }

    private void record(ObjectNode values, Class<?> type, String path) {
        List<String> missing = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            if (values.has(c.getName())) {
                complete(
                        values.get(c.getName()),
                        c.getGenericType(),
                        Merge.below(path, c.getName()));
            } else if (isOptional(c)) {
                values.set(c.getName(), VALUES.valueToTree(defaultOf(c.getType())));
            } else {
                missing.add(c.getName());
            }
        }
        if (!missing.isEmpty()) {
            throw lacking.apply(path, missing);
        }
    }

    private static boolean isOptional(RecordComponent c) {
        JsonInclude inclusion = c.getAccessor().getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_DEFAULT;
    }

    /** What a field of this type holds before it is set. */
    private static Object defaultOf(Class<?> type) {
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
