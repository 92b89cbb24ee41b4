package org.symbiosis.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Blocks in a row, named 0, 1, ...; {@link Trace} hears the stream after block I as {@code I}. */
public final class TransformerStack extends Layer {
    private final List<TransformerBlock> blocks = new ArrayList<>();

    /** The stack that {@code config} describes. */
    public TransformerStack(TransformerConfig config) {
        for (int l = 0; l < config.depth(); l++) {
            blocks.add(child(Integer.toString(l), new TransformerBlock(config, l)));
        }
    }

    /** The blocks, first to last. */
    public List<TransformerBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** All alphas as they are now, in branch order, {@code 2 * depth} values. */
    public double[] alphas() {
        return blocks.stream()
                .map(TransformerBlock::alphas)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** Sets the last linear map of every branch to zero. */
    public void zeroBranches() {
        blocks.forEach(TransformerBlock::zeroBranches);
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    public Tensor forward(Tensor x, Trace trace) {
        return forward(x, BranchDrop.NONE, trace);
    }

    /** As {@link #forward(Tensor, Trace)}, with stochastic depth. */
    public Tensor forward(Tensor x, BranchDrop drop, Trace trace) {
        Tensor y = x;
        for (int l = 0; l < blocks.size(); l++) {
            String name = Integer.toString(l);
            y = blocks.get(l).forward(y, drop, l, trace.below(name));
            Tensor after = y;
            trace.offer(name, () -> after);
        }
        return y;
    }
}
