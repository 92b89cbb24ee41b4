package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.tensor.Scope;

/** The coarsest level of encoder and decoder: ResNet block, attention, ResNet block. */
final class AutoencoderKlMiddle extends Layer {
    private final ResNetBlock first;
    private final SpatialAttention attention;
    private final ResNetBlock second;

    AutoencoderKlMiddle(AutoencoderKlConfig config) {
        int C = config.coarsest();
        first = child("resnets.0", config.block(C, C));
        attention = child("attentions.0", new SpatialAttention(C, config.groups()));
        second = child("resnets.1", config.block(C, C));
    }

    /** Maps {@code (B, C, H, W)} to {@code (B, C, H, W)}. */
    Tensor forward(Tensor x) {
        return Scope.tidy(() -> second.forward(attention.forward(first.forward(x))));
    }

    /** One head over all pixels, joined to its input. */
    private static final class SpatialAttention extends Layer {
        private final GroupNorm norm;
        private final Linear query;
        private final Linear key;
        private final Linear value;
        private final Linear out;

        SpatialAttention(int dim, int groups) {
            norm = child("group_norm", new GroupNorm(groups, dim, AutoencoderKlConfig.EPS));
            query = child("query", new Linear(dim, dim));
            key = child("key", new Linear(dim, dim));
            value = child("value", new Linear(dim, dim));
            out = child("proj_attn", new Linear(dim, dim));
        }

        Tensor forward(Tensor x) {
            Tensor tokens = norm.forward(x).flatten(2, 3).transpose(1, 2); // (B, H W, C)
            Tensor q = query.forward(tokens).unsqueeze(1); // (B, 1, H W, C)
            Tensor k = key.forward(tokens).unsqueeze(1);
            Tensor v = value.forward(tokens).unsqueeze(1);
            Tensor mixed = scaled_dot_product_attention(q, k, v).squeeze(1);
            return out.forward(mixed).transpose(1, 2).view_as(x).add(x);
        }
    }
}
