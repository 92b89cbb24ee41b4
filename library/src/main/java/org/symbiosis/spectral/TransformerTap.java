package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;

/**
 * Reads all blocks of a vision transformer in one pass. The class token is dropped before any
 * softmax, so that the graphs join patches only.
 *
 * @param model stays the caller's
 */
public record TransformerTap(VisionTransformer model) implements AttentionTap {
    private static final int SPECIAL_TOKENS = 1;

    @Override
    public List<AttentionLayer> layers(Tensor images) {
        Grid grid = Grid.of(images.size(2), images.size(3), model.config().patch());
        Trace trace = Trace.matching(name -> name.matches("blocks\\.\\d+\\.attn\\.[qkv]"));
        try (NoGradGuard g = new NoGradGuard()) {
            model.forward(images, trace);
            List<AttentionLayer> layers = new ArrayList<>();
            for (int l = 0; l < model.config().blocks().depth(); l++) {
                String name = "blocks." + l;
                layers.add(
                        new AttentionLayer(
                                name,
                                grid,
                                patches(trace.get(name + ".attn.q"), grid),
                                patches(trace.get(name + ".attn.k"), grid),
                                patches(trace.get(name + ".attn.v"), grid)));
            }
            return layers;
        }
    }

    private static Tensor patches(Tensor tokens, Grid grid) {
        return tokens.narrow(2, SPECIAL_TOKENS, grid.size());
    }
}
