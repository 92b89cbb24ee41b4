package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;

/**
 * Tokens look at other tokens, or at one another; queries, keys and values have no bias. {@link
 * Trace} hands out {@code q}, {@code k}, {@code v} {@code (B, H, N, d)} before scaling.
 */
final class CrossAttention extends Layer {
    private final long heads;
    private final Linear toQ;
    private final Linear toK;
    private final Linear toV;
    private final Linear toOut;

    /** Tokens of {@code dim} channels look at tokens of {@code context} channels. */
    CrossAttention(int dim, int context, int heads) {
        this.heads = heads;
        this.toQ = child("to_q", Linear.withoutBias(dim, dim));
        this.toK = child("to_k", Linear.withoutBias(context, dim));
        this.toV = child("to_v", Linear.withoutBias(context, dim));
        this.toOut = child("to_out.0", new Linear(dim, dim));
    }

    /** Maps {@code (B, N, D)}, with {@code context} {@code (B, M, D')}, to {@code (B, N, D)}. */
    Tensor forward(Tensor x, Tensor context, Trace trace) {
        Tensor q = split(toQ.forward(x)); // (B, H, N, d)
        Tensor k = split(toK.forward(context));
        Tensor v = split(toV.forward(context));
        trace.offer("q", () -> q);
        trace.offer("k", () -> k);
        trace.offer("v", () -> v);
        Tensor mixed = scaled_dot_product_attention(q, k, v);
        return toOut.forward(mixed.transpose(1, 2).flatten(2, 3));
    }

    private Tensor split(Tensor x) {
        return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }
}
