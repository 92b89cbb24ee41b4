package org.symbiosis.eval.finetune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.train.ParameterGroup;

/**
 * Parameters by layer, each layer slower than the one above it (Clark et al. 2020): rate times
 * {@code layerDecay^(depth + 1 - i)}.
 */
final class LayerDecayGroups {
    private static final Set<String> TOKENS = Set.of("cls_token", "pos_embed");

    private LayerDecayGroups() {}

    /** Layer of a parameter: 0 for what comes before the blocks, depth + 1 for what follows. */
    static int layer(String name, int depth) {
        if (TOKENS.contains(name) || name.startsWith("patch_embed.")) {
            return 0;
        }
        return name.startsWith("blocks.") ? Integer.parseInt(name.split("\\.")[1]) + 1 : depth + 1;
    }

    /**
     * Two groups a layer: with weight decay, and without (vectors, the class token, positions).
     *
     * @param layerDecay in (0, 1]
     */
    static List<ParameterGroup> of(
            Map<String, Tensor> parameters, int depth, double layerDecay, double weightDecay) {
        Map<Integer, Map<String, Tensor>> decayed = new TreeMap<>();
        Map<Integer, Map<String, Tensor>> free = new TreeMap<>();
        parameters.forEach(
                (name, p) ->
                        (p.dim() == 1 || TOKENS.contains(name) ? free : decayed)
                                .computeIfAbsent(layer(name, depth), i -> new LinkedHashMap<>())
                                .put(name, p));
        List<ParameterGroup> groups = new ArrayList<>();
        decayed.forEach((i, p) -> groups.add(group(p, weightDecay, layerDecay, depth + 1 - i)));
        free.forEach((i, p) -> groups.add(group(p, 0, layerDecay, depth + 1 - i)));
        return groups;
    }

    private static ParameterGroup group(
            Map<String, Tensor> parameters, double weightDecay, double layerDecay, int below) {
        return new ParameterGroup(parameters, weightDecay, Math.pow(layerDecay, below));
    }
}
