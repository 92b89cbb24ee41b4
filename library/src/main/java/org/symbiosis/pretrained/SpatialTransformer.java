package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.gelu;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Scope;

/** Pixels as tokens: they look at one another, then at the text, then think for themselves. */
final class SpatialTransformer extends Layer {
    /** Where {@link Trace} hears the self-attention, below the name of this layer. */
    static final String SELF_ATTENTION = "transformer_blocks.0.attn1";

    private static final double GROUP_EPS = 1e-6;

    private final GroupNorm norm;
    private final Conv2d projIn;
    private final Block block;
    private final Conv2d projOut;

    SpatialTransformer(int dim, UNet2dConditionConfig config) {
        norm = child("norm", new GroupNorm(config.groups(), dim, GROUP_EPS));
        projIn = child("proj_in", new Conv2d(dim, dim, 1, 1, Bias.LEARNT));
        block = child("transformer_blocks.0", new Block(dim, config));
        projOut = child("proj_out", new Conv2d(dim, dim, 1, 1, Bias.LEARNT));
    }

    /** Maps {@code (B, C, H, W)}, with {@code text} {@code (B, L, T)}, to {@code (B, C, H, W)}. */
    Tensor forward(Tensor x, Tensor text, Trace trace) {
        Tensor tokens = projIn.forward(norm.forward(x)).flatten(2, 3).transpose(1, 2);
        Tensor y = block.forward(tokens, text, trace.below(SELF_ATTENTION)); // (B, H W, C)
        return projOut.forward(y.transpose(1, 2).reshape_as(x)).add(x);
    }

    /** The three branches. What is only needed within a branch dies with it. */
    private static final class Block extends Layer {
        private final LayerNorm norm1;
        private final CrossAttention attn1;
        private final LayerNorm norm2;
        private final CrossAttention attn2;
        private final LayerNorm norm3;
        private final GatedMlp mlp;

        Block(int dim, UNet2dConditionConfig config) {
            norm1 = child("norm1", new LayerNorm(dim, 1e-5));
            attn1 = child("attn1", new CrossAttention(dim, dim, config.heads()));
            norm2 = child("norm2", new LayerNorm(dim, 1e-5));
            attn2 = child("attn2", new CrossAttention(dim, config.text(), config.heads()));
            norm3 = child("norm3", new LayerNorm(dim, 1e-5));
            mlp = child("ff", new GatedMlp(dim));
        }

        Tensor forward(Tensor x, Tensor text, Trace selfAttention) {
            Tensor n = norm1.forward(x);
            Tensor y = x.add(attn1.forward(n, n, selfAttention));
            return Scope.tidy(
                    () -> {
                        Tensor z = y.add(attn2.forward(norm2.forward(y), text, Trace.none()));
                        return z.add(mlp.forward(norm3.forward(z)));
                    });
        }
    }

    /** {@code net.2(a gelu(b))} with {@code [a | b] = net.0.proj(x)}, eight times the channels. */
    private static final class GatedMlp extends Layer {
        private final Linear in;
        private final Linear out;

        GatedMlp(int dim) {
            in = child("net.0.proj", new Linear(dim, 8 * dim));
            out = child("net.2", new Linear(4 * dim, dim));
        }

        Tensor forward(Tensor x) {
            Tensor both = in.forward(x); // (B, N, 8 D)
            long half = both.size(2) / 2;
            Tensor gate = gelu(both.narrow(2, half, half));
            return out.forward(both.narrow(2, 0, half).mul(gate));
        }
    }
}
