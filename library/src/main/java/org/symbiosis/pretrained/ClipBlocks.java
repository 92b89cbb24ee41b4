package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Mlp;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipAttention.Sight;

/** The blocks of a tower; {@link Trace} hears the stream after block I as {@code blocks.I}. */
final class ClipBlocks extends Layer {
    private final List<Block> blocks = new ArrayList<>();

    ClipBlocks(ClipConfig.Tower tower, Sight sight) {
        for (int l = 0; l < tower.depth(); l++) {
            blocks.add(child("layers." + l, new Block(tower, sight)));
        }
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    Tensor forward(Tensor x, Trace trace) {
        return forward(x, blocks.size(), trace);
    }

    /** All blocks, where in the last every token looks at itself alone: {@code (B, N, D)}. */
    Tensor dense(Tensor x, Trace trace) {
        int last = blocks.size() - 1;
        return blocks.get(last).ownValues(forward(x, last, trace));
    }

    private Tensor forward(Tensor x, int depth, Trace trace) {
        Tensor y = x;
        for (int l = 0; l < depth; l++) {
            String name = "blocks." + l;
            y = blocks.get(l).forward(y, trace.below(name));
            Tensor after = y;
            trace.offer(name, () -> after);
        }
        return y;
    }

    /** A pre-norm block. */
    private static final class Block extends Layer {
        private final LayerNorm norm1;
        private final ClipAttention attention;
        private final LayerNorm norm2;
        private final Mlp mlp;

        Block(ClipConfig.Tower tower, Sight sight) {
            int D = tower.width();
            norm1 = child("layer_norm1", new LayerNorm(D, tower.normEps()));
            attention = child("self_attn", new ClipAttention(D, tower.heads(), sight));
            norm2 = child("layer_norm2", new LayerNorm(D, tower.normEps()));
            mlp = child("mlp", new Mlp(D, tower.mlp(), tower.activation()));
        }

        Tensor forward(Tensor x, Trace trace) {
            return end(x.add(attention.forward(norm1.forward(x), trace.below("attn"))));
        }

        Tensor ownValues(Tensor x) {
            return end(x.add(attention.ownValues(norm1.forward(x))));
        }

        private Tensor end(Tensor x) {
            return x.add(mlp.forward(norm2.forward(x)));
        }
    }
}
