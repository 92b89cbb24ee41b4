package org.symbiosis.pretrained;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Shapes;

/**
 * Tensors by name, out of which the configuration of their network is read.
 *
 * @param where the file, for messages
 * @param tensors under the names that our network uses; owned by the caller's scope
 */
record NamedWeights(String where, Map<String, Tensor> tensors) {
    /** Whether there is a tensor of this name. */
    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The length of a tensor's dimension.
     *
     * @throws UserError when there is no such tensor, or it has fewer dimensions
     */
    int length(String name, int dimension) {
        Tensor t = tensors.get(name);
        if (t == null) {
            throw UserError.failed(
                    where + " lacks '" + name + "'", "give the whole file, as it was published");
        }
        if (t.dim() <= dimension || t.size(dimension) < 1 || t.size(dimension) > 1 << 24) {
            throw UserError.failed(
                    "'%s' is %s in %s".formatted(name, Shapes.text(Shapes.of(t)), where),
                    "give the file as it was published");
        }
        return (int) t.size(dimension);
    }

    /** How many numbers from 0 on, put into the template, name a tensor. */
    int count(String template) {
        int n = 0;
        while (has(template.formatted(n))) {
            n++;
        }
        return n;
    }

    /** Those that begin with a prefix, the prefix kept. */
    NamedWeights startingWith(String... prefixes) {
        Map<String, Tensor> some = new LinkedHashMap<>();
        tensors.forEach(
                (name, t) -> {
                    for (String prefix : prefixes) {
                        if (name.startsWith(prefix)) {
                            some.put(name, t);
                        }
                    }
                });
        return new NamedWeights(where, some);
    }

    /**
     * Loads a network with them.
     *
     * @param network in words
     * @throws UserError naming the first tensor of another shape with both shapes, or those that
     *     are missing or left over
     */
    <L extends Layer> L into(L layer, String network) {
        try {
            check(layer, network);
            layer.load(tensors);
            layer.eval();
            return layer;
        } catch (RuntimeException e) {
            layer.close();
            throw e;
        }
    }

    /** Compares names and shapes, as {@link #into} does before it reads a value. */
    void check(Layer layer, String network) {
        VitLayout.check(where, shapes(tensors), network, shapes(layer.state()));
    }

    private static Map<String, long[]> shapes(Map<String, Tensor> tensors) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        tensors.forEach((name, t) -> shapes.put(name, Shapes.of(t)));
        return shapes;
    }
}
