package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Multi-head self-attention: softmax(q k^T / sqrt(d)) v, heads joined and projected.
 *
 * <p>The channels of {@code qkv} are ordered [q | k | v], each [head][d]. {@link Trace} hands out
 * {@code q}, {@code k}, {@code v} and {@code attention}.
 */
public final class Attention extends Layer {
    private final long heads;
    private final Scalar scale;
    private final Linear qkv;
    private final Linear proj;

    /**
     * Attention over tokens of {@code dim} channels.
     *
     * @throws IllegalArgumentException when {@code heads} does not divide {@code dim}
     */
    public Attention(int dim, int heads, Bias qkvBias) {
        if (heads < 1 || dim % heads != 0) {
            throw new IllegalArgumentException(
                    heads + " heads do not divide " + dim + " channels evenly");
        }
        this.heads = heads;
        this.scale = constant(1 / Math.sqrt((double) dim / heads));
        this.qkv =
                child(
                        "qkv",
                        qkvBias == Bias.NONE
                                ? Linear.withoutBias(dim, 3 * dim)
                                : new Linear(dim, 3 * dim));
        this.proj = child("proj", new Linear(dim, dim));
    }

    /** The projection of the joined heads: what zero initialisation sets to zero. */
    public Linear proj() {
        return proj;
    }

    /** The projection to queries, keys and values. */
    public Linear qkv() {
        return qkv;
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    public Tensor forward(Tensor x, Trace trace) {
        long B = x.size(0);
        long N = x.size(1);
        long D = x.size(2);
        TensorVector split =
                qkv.forward(x).view(B, N, 3, heads, D / heads).permute(2, 0, 3, 1, 4).unbind(0);
        Tensor q = split.get(0); // (B, heads, N, d)
        Tensor k = split.get(1);
        Tensor v = split.get(2);
        Cost.add(() -> 2 * B * N * N * D);
        trace.offer("q", () -> q);
        trace.offer("k", () -> k);
        trace.offer("v", () -> v);
        Tensor mixed;
        // The engine's fused kernel is slow in bf16 and hides its weights.
        if (trace.wants("attention") || is_autocast_enabled(DeviceType.CPU)) {
            Tensor attention = q.mul(scale).matmul(k.transpose(-2, -1)).softmax(-1);
            trace.offer("attention", () -> attention); // (B, heads, N, N)
            mixed = attention.matmul(v);
        } else {
            mixed = scaled_dot_product_attention(q, k, v);
        }
        return proj.forward(mixed.transpose(1, 2).reshape(B, N, D)); // (B, N, D)
    }
}
