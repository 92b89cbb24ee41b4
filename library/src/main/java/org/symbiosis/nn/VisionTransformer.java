package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.VisionTransformerConfig.End;

/**
 * A vision transformer with a class token (Dosovitskiy et al. 2021), under the names that MAE and
 * DINO use: {@code cls_token}, {@code pos_embed}, {@code patch_embed.proj}, {@code blocks.I},
 * {@code norm}.
 */
public final class VisionTransformer extends Layer {
    private final VisionTransformerConfig config;
    private final Tensor clsToken; // (1, 1, D)
    private final Tensor posEmbed; // (1, 1 + N, D)
    private final Tensor registerTokens; // (1, R, D), or null without registers
    private final PatchEmbedding patchEmbed;
    private final TransformerStack blocks;
    private final LayerNorm norm;

    /**
     * A transformer with the framework's default first values; see {@code initialise} of models.
     */
    public VisionTransformer(VisionTransformerConfig config) {
        this.config = config;
        int dim = config.blocks().dim();
        clsToken = parameter("cls_token", empty(1, 1, dim));
        Initialisation.normal(clsToken, 0.02);
        if (config.positions() == Positions.Kind.SIN_COS) {
            posEmbed = buffer("pos_embed", Positions.sinCos(dim, config.grid(), 1));
        } else {
            posEmbed = parameter("pos_embed", empty(1, 1 + config.grid().size(), dim));
            Initialisation.normal(posEmbed, 0.02);
        }
        registerTokens =
                config.registers() == 0
                        ? null
                        : parameter("register_tokens", empty(1, config.registers(), dim));
        if (registerTokens != null) {
            Initialisation.normal(registerTokens, 0.02);
        }
        patchEmbed =
                child("patch_embed", new PatchEmbedding(config.channels(), dim, config.patch()));
        blocks = child("blocks", new TransformerStack(config.blocks()));
        norm =
                config.end() == End.NORM
                        ? child("norm", new LayerNorm(dim, config.blocks().normEps()))
                        : null;
    }

    /** What this transformer was made from. */
    public VisionTransformerConfig config() {
        return config;
    }

    /** The patch embedding. */
    public PatchEmbedding patchEmbed() {
        return patchEmbed;
    }

    /** The blocks. */
    public TransformerStack blocks() {
        return blocks;
    }

    /** Patches with their positions, without the class token: {@code (B, N, D)}. */
    public Tensor embed(Tensor images) {
        Tensor positions = positions(images);
        return patchEmbed.forward(images).add(positions.narrow(1, 1, positions.size(1) - 1));
    }

    /** Positions for images of this size, fitted to it where it is not the configured one. */
    public Tensor positions(Tensor images) {
        Grid grid = Grid.of(images.size(2), images.size(3), config.patch());
        return config.regridding().fit(posEmbed, config.grid(), grid); // (1, 1 + N, D)
    }

    /**
     * Puts the class token and the registers in front of patch tokens and runs the blocks and the
     * end.
     *
     * @param patches any choice of embedded patches, {@code (B, n, D)}
     * @return {@code (B, 1 + R + n, D)}, the class token first, then the R registers
     */
    public Tensor encode(Tensor patches, BranchDrop drop, Trace trace) {
        Tensor first = clsToken.add(posEmbed.narrow(1, 0, 1));
        Tensor cls = first.expand(patches.size(0), -1, -1); // (B, 1, D)
        Tensor x = cat(new TensorVector(cls, patches), 1); // (B, 1 + n, D)
        if (registerTokens != null) {
            Tensor registers = registerTokens.expand(patches.size(0), -1, -1); // (B, R, D)
            x = cat(new TensorVector(cls, registers, patches), 1); // (B, 1 + R + n, D)
        }
        return end(blocks.forward(x, drop, trace.below("blocks")));
    }

    /** All tokens of whole images, {@code (B, 1 + R + N, D)}, after the end. */
    public Tensor forward(Tensor images, Trace trace) {
        return encode(embed(images), BranchDrop.NONE, trace);
    }

    /** Applies what follows the last block: the layer norm, or nothing. */
    public Tensor end(Tensor x) {
        return norm == null ? x : norm.forward(x);
    }
}
