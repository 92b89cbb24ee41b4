package org.symbiosis.adversarial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a player's loss is made of.
 *
 * @param total the weighted sum, shape ()
 * @param parts its terms before weighting, and what else the pass has found out, by name
 */
public record Terms(Tensor total, Map<String, Tensor> parts) {
    /** Keeps the order. */
    public Terms {
        parts = new LinkedHashMap<>(parts);
    }

    /** A part, or null. */
    public Tensor get(String name) {
        return parts.get(name);
    }
}
