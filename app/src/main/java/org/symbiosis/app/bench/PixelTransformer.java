package org.symbiosis.app.bench;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.mse_loss;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.PatchEmbedding;
import org.symbiosis.nn.Patches;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.TransformerStack;

/**
 * ViT-Tiny without any masking: every patch of 32 x 32 pixels goes through all blocks and is
 * predicted from what comes out. The plainest step that is mostly transformer.
 */
final class PixelTransformer extends Layer {
    private static final int PATCH = 4;
    private static final int DIM = 192;
    private static final int DEPTH = 12;
    private static final int HEADS = 3;

    private final Tensor posEmbed; // (1, N, D)
    private final PatchEmbedding patchEmbed;
    private final TransformerStack blocks;
    private final LayerNorm norm;
    private final Linear head;

    PixelTransformer() {
        TransformerConfig config = TransformerConfig.of(DIM, DEPTH, HEADS, new Shortcut.Identity());
        posEmbed = parameter("pos_embed", empty(1, Grid.of(32, 32, PATCH).size(), DIM));
        Initialisation.normal(posEmbed, 0.02);
        patchEmbed = child("patch_embed", new PatchEmbedding(3, DIM, PATCH));
        blocks = child("blocks", new TransformerStack(config));
        norm = child("norm", new LayerNorm(DIM, config.normEps()));
        head = child("head", new Linear(DIM, PATCH * PATCH * 3));
    }

    /** Mean square error of the predicted pixels of {@code (B, 3, 32, 32)}. */
    Tensor loss(Tensor images) {
        Tensor x = blocks.forward(patchEmbed.forward(images).add(posEmbed), Trace.none());
        return mse_loss(head.forward(norm.forward(x)), Patches.cut(images, PATCH));
    }
}
