package org.symbiosis.train;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a part of a batch costs.
 *
 * @param value the loss, a mean over the part, shape ()
 * @param weight the denominator of that mean (masked tokens, say, or images): parts are averaged
 *     with these weights
 * @param metrics more numbers to log, averaged the same way; each of shape ()
 */
public record Loss(Tensor value, double weight, Map<String, Tensor> metrics) {
    /** A loss without further metrics. */
    public Loss(Tensor value, double weight) {
        this(value, weight, Map.of());
    }
}
