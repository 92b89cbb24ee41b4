package org.symbiosis.eval.finetune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.train.LayerDecay;
import org.symbiosis.train.ParameterGroup;

/**
 * Parameters by layer, each layer slower than the one above it (Clark et al. 2020): rate times
 * {@code layerDecay^(depth + 1 - i)}.
 */
final class LayerDecayGroups {
    private static final Set<String> TOKENS = Set.of("cls_token", "pos_embed");

    private LayerDecayGroups() {}

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
                                .computeIfAbsent(
                                        LayerDecay.layer(name, depth), i -> new LinkedHashMap<>())
                                .put(name, p));
        List<ParameterGroup> groups = new ArrayList<>();
        decayed.forEach(
                (i, p) -> {
                    double scale = LayerDecay.scale(layerDecay, depth, i);
                    groups.add(new ParameterGroup(p, weightDecay, scale));
                });
        free.forEach(
                (i, p) -> {
                    double scale = LayerDecay.scale(layerDecay, depth, i);
                    groups.add(new ParameterGroup(p, 0, scale));
                });
        return groups;
    }
}
