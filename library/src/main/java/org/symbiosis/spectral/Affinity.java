package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.mm_out;

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
     * Logits of attention, left right' / sqrt(d): values take the place of queries and keys under
     * the same formula.
     *
     * @return {@code (N, N)}, or {@code (H, N, N)} for several heads
     */
    static Tensor logits(Tensor left, Tensor right) { // (..., N, d), (..., N, d)
        return left.mul(scale(left)).matmul(right.transpose(-2, -1));
    }

    /** The same of one head, written to {@code to}, {@code (N, N)}. */
    static Tensor logits(Tensor left, Tensor right, Tensor to) { // (N, d), (N, d)
        return mm_out(to, left.mul(scale(left)), right.t());
    }

    private static Scalar scale(Tensor left) {
        return new Scalar(1 / Math.sqrt((double) left.size(-1)));
    }

    /** Random walks over patches, softmax of the logits: {@code (N, N)} or {@code (H, N, N)}. */
    static Tensor walks(Tensor left, Tensor right) { // (..., N, d), (..., N, d)
        return logits(left, right).softmax(-1);
    }
}
