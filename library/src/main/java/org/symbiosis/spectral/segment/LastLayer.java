package org.symbiosis.spectral.segment;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.tensor.Plain;

/**
 * What methods of a single layer take from it.
 *
 * @param layer of one image
 */
record LastLayer(AttentionLayer layer) {
    /** Keys with the heads joined, {@code (N, H d)} row-major. */
    float[] keys() {
        Tensor k = layer.k(); // (1, H, N, d)
        return Plain.floats(k.get(0).transpose(0, 1).reshape(layer.grid().size(), -1));
    }

    /** Attention over places, mean over heads, {@code (N, N)} row-major. */
    float[] attention() {
        Tensor logits = layer.q().matmul(layer.k().transpose(-2, -1)); // (1, H, N, N)
        double scale = Math.sqrt(layer.headWidth());
        Tensor attention = logits.div(new Scalar(scale)).softmax(-1);
        return Plain.floats(attention.get(0).mean(0));
    }
}
