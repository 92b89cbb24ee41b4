package org.symbiosis.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * A pre-norm block: {@code x <- a x + Attention(norm1 x)}, {@code x <- a' x + Mlp(norm2 x)}, with
 * the shortcuts of branches 2 l and 2 l + 1.
 */
public final class TransformerBlock extends Layer {
    private final LayerNorm norm1;
    private final Attention attn;
    private final LayerScale ls1;
    private final Residual attnShortcut;
    private final LayerNorm norm2;
    private final Mlp mlp;
    private final LayerScale ls2;
    private final Residual mlpShortcut;

    /** Block {@code l} of the stack that {@code config} describes. */
    public TransformerBlock(TransformerConfig config, int l) {
        int n = 2 * config.depth();
        norm1 = child("norm1", new LayerNorm(config.dim(), config.normEps()));
        attn = child("attn", new Attention(config.dim(), config.heads(), config.qkvBias()));
        ls1 = layerScale("ls1", config);
        attnShortcut = child("attn_shortcut", config.shortcut().residual(2 * l, n));
        norm2 = child("norm2", new LayerNorm(config.dim(), config.normEps()));
        mlp =
                child(
                        "mlp",
                        new Mlp(config.dim(), (int) Math.round(config.dim() * config.mlpRatio())));
        ls2 = layerScale("ls2", config);
        mlpShortcut = child("mlp_shortcut", config.shortcut().residual(2 * l + 1, n));
    }

    private LayerScale layerScale(String name, TransformerConfig config) {
        return config.branchScale() == TransformerConfig.BranchScale.LEARNT
                ? child(name, new LayerScale(config.dim()))
                : null;
    }

    /** The attention branch. */
    public Attention attn() {
        return attn;
    }

    /** The MLP branch. */
    public Mlp mlp() {
        return mlp;
    }

    /** The shares of its input that survive attention and MLP, in this order. */
    public double[] alphas() {
        return new double[] {attnShortcut.alpha(), mlpShortcut.alpha()};
    }

    /** Sets the last linear map of both branches to zero: the block then only decays its input. */
    public void zeroBranches() {
        Initialisation.constant(attn.proj().weight(), 0);
        Initialisation.constant(mlp.fc2().weight(), 0);
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    public Tensor forward(Tensor x, Trace trace) {
        return forward(x, BranchDrop.NONE, 0, trace);
    }

    /** As {@link #forward(Tensor, Trace)}, with branches dropped as {@code drop} says. */
    Tensor forward(Tensor x, BranchDrop drop, int l, Trace trace) {
        Tensor f = scaled(ls1, attn.forward(norm1.forward(x), trace.below("attn")));
        Tensor y = attnShortcut.join(x, drop.apply(f, 2 * l));
        Tensor g = scaled(ls2, mlp.forward(norm2.forward(y)));
        return mlpShortcut.join(y, drop.apply(g, 2 * l + 1));
    }

    private static Tensor scaled(LayerScale scale, Tensor branch) {
        return scale == null ? branch : scale.forward(branch);
    }
}
