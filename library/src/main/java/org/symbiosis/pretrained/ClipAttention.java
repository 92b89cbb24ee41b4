package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;

/**
 * Multi-head self-attention with three projections of their own, each [head][d]. {@link Trace}
 * hands out {@code q}, {@code k}, {@code v} {@code (B, H, N, d)} before scaling, and {@code
 * attention}.
 */
final class ClipAttention extends Layer {
    /** Which tokens a token looks at. */
    enum Sight {
        /** All of them. */
        ALL,
        /** Itself and those before it. */
        PAST
    }

    private final long heads;
    private final Sight sight;
    private final Scalar scale;
    private final Scalar never = constant(Double.NEGATIVE_INFINITY);
    private final Linear qProj;
    private final Linear kProj;
    private final Linear vProj;
    private final Linear outProj;

    ClipAttention(int dim, int heads, Sight sight) {
        this.heads = heads;
        this.sight = sight;
        this.scale = constant(1 / Math.sqrt((double) dim / heads));
        this.qProj = child("q_proj", new Linear(dim, dim));
        this.kProj = child("k_proj", new Linear(dim, dim));
        this.vProj = child("v_proj", new Linear(dim, dim));
        this.outProj = child("out_proj", new Linear(dim, dim));
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    Tensor forward(Tensor x, Trace trace) {
        Tensor q = split(qProj.forward(x)); // (B, H, N, d)
        Tensor k = split(kProj.forward(x));
        Tensor v = split(vProj.forward(x));
        trace.offer("q", () -> q);
        trace.offer("k", () -> k);
        trace.offer("v", () -> v);
        Tensor mixed = trace.wants("attention") ? written(q, k, v, trace) : fused(q, k, v);
        return outProj.forward(mixed.transpose(1, 2).flatten(2, 3)); // (B, N, D)
    }

    /** As if every token looked at itself alone. */
    Tensor ownValues(Tensor x) {
        return outProj.forward(vProj.forward(x));
    }

    private Tensor split(Tensor x) {
        return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }

    private Tensor fused(Tensor q, Tensor k, Tensor v) {
        return scaled_dot_product_attention(
                q, k, v, new TensorOptional(), 0, sight == Sight.PAST, new DoubleOptional(), false);
    }

    private Tensor written(Tensor q, Tensor k, Tensor v, Trace trace) {
        Tensor logits = q.mul(scale).matmul(k.transpose(-2, -1)); // (B, H, N, N)
        if (sight == Sight.PAST) {
            Tensor future = ones(k.size(2), k.size(2)).triu(1);
            logits = logits.masked_fill(future.to(ScalarType.Bool), never);
        }
        Tensor attention = logits.softmax(-1);
        trace.offer("attention", () -> attention);
        return attention.matmul(v);
    }
}
