package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.AttentionModel;

/**
 * Reads all blocks of a transformer in one pass. Special tokens are dropped before any softmax, so
 * that the graphs join patches only.
 *
 * @param model stays the caller's
 */
public record ModelTap(AttentionModel model) implements AttentionTap {
    /**
     * All that is read in a pass, owned by the caller's scope.
     *
     * @param layers self-attention layers in forward order
     * @param patches final patch tokens, {@code (B, N, D)}
     */
    public record Pass(List<AttentionLayer> layers, Tensor patches) {}

    /**
     * Layers and final tokens.
     *
     * @param images {@code (B, 3, H, W)}, normalised, sides multiples of the patch
     */
    public Pass pass(Tensor images) {
        Grid grid = Grid.of(images.size(2), images.size(3), model.patch());
        Trace trace = Trace.matching(name -> name.matches("blocks\\.\\d+\\.attn\\.[qkv]"));
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor tokens = model.forward(images, trace);
            List<AttentionLayer> layers = new ArrayList<>();
            for (int l = 0; l < model.depth(); l++) {
                String name = "blocks." + l;
                layers.add(
                        new AttentionLayer(
                                name,
                                grid,
                                patches(2, trace.get(name + ".attn.q"), grid),
                                patches(2, trace.get(name + ".attn.k"), grid),
                                patches(2, trace.get(name + ".attn.v"), grid)));
            }
            return new Pass(layers, patches(1, tokens, grid));
        }
    }

    @Override
    public List<AttentionLayer> layers(Tensor images) {
        return pass(images).layers();
    }

    private Tensor patches(int dimension, Tensor tokens, Grid grid) {
        return tokens.narrow(dimension, model.specialTokens(), grid.size());
    }
}
