package org.symbiosis.spectral;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Which projections of a layer say how alike two places are. */
public enum Affinity {
    /** Queries against keys: the layer's own attention, ordered by layout ("where", Eq. 4.5). */
    QUERY_KEY,
    /** Values against values: ordered by meaning ("what", Eq. 4.7). */
    VALUE_VALUE;

    /** The rows of the left side: queries or values, {@code (B, H, N, d)}. */
    Tensor left(AttentionLayer layer) {
        return this == QUERY_KEY ? layer.q() : layer.v();
    }

    /** The rows of the right side: keys or values, {@code (B, H, N, d)}. */
    Tensor right(AttentionLayer layer) {
        return this == QUERY_KEY ? layer.k() : layer.v();
    }

    /**
     * Logits of one image's attention, left right' / sqrt(d): values take the place of queries and
     * keys under the same formula.
     *
     * @return {@code (H, N, N)}
     */
    static Tensor logits(Tensor left, Tensor right) { // (H, N, d), (H, N, d)
        Scalar scale = new Scalar(1 / Math.sqrt((double) left.size(2)));
        return left.mul(scale).matmul(right.transpose(-2, -1));
    }

    /** The random walks of one image over its patches, softmax of the logits: {@code (H, N, N)}. */
    static Tensor walks(Tensor left, Tensor right) { // (H, N, d), (H, N, d)
        return logits(left, right).softmax(-1);
    }
}
