package org.symbiosis.train;

import static org.symbiosis.tensor.Shapes.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Shapes;

/**
 * A batch with everything random about it: images, masks, noise, times, each a tensor whose first
 * dimension is the batch.
 *
 * <p>It is drawn whole before the batch is split over workers, so that the numbers do not depend on
 * their count.
 */
public record Draw(Map<String, Tensor> tensors) {
    /** Checks that all tensors have as many rows. */
    public Draw {
        tensors = new LinkedHashMap<>(tensors);
        long rows = tensors.values().iterator().next().size(0);
        tensors.forEach(
                (name, t) -> {
                    if (t.size(0) != rows) {
                        throw new IllegalArgumentException(
                                name + " is " + text(Shapes.of(t)) + ", not of " + rows + " rows");
                    }
                });
    }

    /** The tensor of this name. */
    public Tensor get(String name) {
        Tensor t = tensors.get(name);
        if (t == null) {
            throw new IllegalArgumentException("no '" + name + "' was drawn");
        }
        return t;
    }

    /** Images in the batch. */
    public long rows() {
        return tensors.values().iterator().next().size(0);
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive), as views. */
    public Draw rows(long from, long to) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, t) -> part.put(name, t.narrow(0, from, to - from)));
        return new Draw(part);
    }
}
