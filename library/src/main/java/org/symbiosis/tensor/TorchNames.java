package org.symbiosis.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.tensor.Pickle.Malformed;

/** The tensors of nested dictionaries and lists, under their paths joined with dots. */
final class TorchNames {
    private static final int DEEPEST = 64;
    private static final int MOST_STEPS = 1_000_000;

    /** Modules of scripted archives keep their tensors in their state. */
    private static final String SCRIPTED = "__torch__";

    private final Map<String, TorchObjects.View> found = new LinkedHashMap<>();
    private int steps;

    private TorchNames() {}

    static Map<String, TorchObjects.View> of(Object root) throws Malformed {
        TorchNames names = new TorchNames();
        names.walk("", root, 0);
        if (names.found.isEmpty()) {
            throw new Malformed("it holds no dictionary of tensors");
        }
        return names.found;
    }

    private void walk(String path, Object value, int depth) throws Malformed {
        // Objects may share or contain one another, so the tree can be larger than the file.
        if (depth > DEEPEST || ++steps > MOST_STEPS) {
            throw new Malformed("it is nested too deeply");
        }
        if (value instanceof TorchObjects.View view) {
            if (found.put(path.isEmpty() ? "tensor" : path, view) != null) {
                throw new Malformed("it has two tensors '" + path + "'");
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> e : map.entrySet()) {
                walk(join(path, e.getKey()), e.getValue(), depth + 1);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(join(path, i), list.get(i), depth + 1);
            }
        } else if (value instanceof TorchObjects.Opaque o) {
            if (o.type().module().startsWith(SCRIPTED)) {
                walk(path, o.state(), depth);
            } else if (o.type().name().startsWith("_rebuild_")) {
                throw new Malformed(
                        "'%s' is made by %s, which is not read".formatted(path, o.type()));
            }
        }
    }

    private static String join(String path, Object key) {
        return path.isEmpty() ? String.valueOf(key) : path + "." + key;
    }
}
