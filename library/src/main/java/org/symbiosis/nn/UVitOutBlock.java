package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A block of a {@link UVit}'s second half: it takes up the skip of its partner in the first. */
final class UVitOutBlock extends Layer {
    private final TransformerBlock block;
    private final LayerNorm skipNorm;
    private final Linear skipLinear;

    /** Block {@code l} of all blocks. */
    UVitOutBlock(UVitConfig config, int l) {
        int dim = config.dim();
        block = child("", new TransformerBlock(config.stack(), l));
        skipNorm =
                config.skipNorm() == UVitConfig.SkipNorm.LAYER_NORM
                        ? child("skip_norm", new LayerNorm(2L * dim, config.normEps()))
                        : null;
        skipLinear = child("skip_linear", new Linear(2 * dim, dim));
    }

    TransformerBlock block() {
        return block;
    }

    void zeroBranches() {
        block.zeroBranches();
    }

    /** Maps the stream and the skip, both {@code (B, N, D)}, to {@code (B, N, D)}. */
    Tensor forward(Tensor x, Tensor skip, Trace trace) {
        Tensor both = cat(new TensorVector(x, skip), 2); // (B, N, 2 D)
        Tensor joined = skipLinear.forward(skipNorm == null ? both : skipNorm.forward(both));
        return block.forward(joined, trace);
    }
}
