package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;

/**
 * The two sides of a layer's affinities, for one image.
 *
 * @param left queries or values, {@code (H, N, d)}
 * @param right keys or values, {@code (H, N, d)}
 */
record Sides(Tensor left, Tensor right) {
    /** The sides of a layer that holds one image. */
    static Sides of(AttentionLayer layer, Affinity affinity) {
        return new Sides(affinity.left(layer).select(0, 0), affinity.right(layer).select(0, 0));
    }

    /** The sides of one head, {@code (N, d)} each: views, owned by the caller's scope. */
    Sides head(int head) {
        return new Sides(left.select(0, head), right.select(0, head));
    }
}
