package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;

/**
 * What a self-attention layer was about to compare, before scaling, without gradients.
 *
 * @param name of the layer
 * @param grid of the tokens, row-major
 * @param q queries, {@code (B, heads, N, d)}
 * @param k keys, of the same shape
 * @param v values, of the same shape
 */
public record TappedLayer(String name, Grid grid, Tensor q, Tensor k, Tensor v) {
    /** Number of heads. */
    public int heads() {
        return (int) q.size(1);
    }
}
