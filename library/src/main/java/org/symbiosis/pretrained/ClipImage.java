package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.upsample_bicubic2d;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Embedding;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipAttention.Sight;

/**
 * CLIP's image tower with its projection, under the names of the Hugging Face hub: {@code
 * vision_model.*} and {@code visual_projection.weight}.
 *
 * <p>{@link Trace} hears {@code embedded} (what enters the first block), {@code blocks.I}, {@code
 * blocks.I.attn.q}, {@code .k}, {@code .v} {@code (B, H, 1 + N, d)} and {@code .attention}. Images
 * are normalised by {@code Normalisation.CLIP}. Sides may be any multiples of the patch: positions
 * are resampled bicubically by size.
 */
public final class ClipImage extends Layer {
    private final ClipConfig.Image config;
    private final int projected;
    private final VisionModel model;
    private final Linear projection;

    /** A tower with random weights. */
    public ClipImage(ClipConfig config) {
        this.config = config.image();
        this.projected = config.projection();
        this.model = child("vision_model", new VisionModel(config.image()));
        int D = config.image().tower().width();
        this.projection = child("visual_projection", Linear.withoutBias(D, config.projection()));
    }

    /** What this tower was made from. */
    public ClipConfig.Image config() {
        return config;
    }

    /** Channels of the common space, P. */
    public int projection() {
        return projected;
    }

    /**
     * The stream after the last block, without the final norm: {@code (B, 1 + N, D)}, the class
     * token first.
     *
     * @param images {@code (B, 3, H, W)}
     * @throws IllegalArgumentException when the patch does not divide the image
     */
    public Tensor hidden(Tensor images, Trace trace) {
        return model.encoder.forward(model.embed(images, trace), trace);
    }

    /** The class token after the final norm: {@code (B, 1 + N, D)} to {@code (B, D)}. */
    public Tensor pooled(Tensor hidden) {
        return model.postNorm.forward(hidden.select(1, 0));
    }

    /** All tokens after the final norm, {@code (B, 1 + N, D)}, the class token first. */
    public Tensor tokens(Tensor images, Trace trace) {
        return model.postNorm.forward(hidden(images, trace));
    }

    /** Width of the common space. */
    public int projectionWidth() {
        return (int) projection.weight().size(0);
    }

    /** All tokens after the final norm in the common space: {@code (B, N, D)} to (B, N, P). */
    public Tensor projected(Tensor hidden) {
        return projection.forward(model.postNorm.forward(hidden));
    }

    /** Images as vectors in the common space, {@code (B, P)}, not normalised. */
    public Tensor features(Tensor images, Trace trace) {
        return projection.forward(pooled(hidden(images, trace)));
    }

    /**
     * Every patch as a vector in the common space, row-major, {@code (B, N, P)}, not normalised: in
     * the last block each token takes its own value instead of a mixture (MaskCLIP, Zhou et al.
     * 2022), then comes what the class token goes through: MLP, final norm, projection.
     */
    public Tensor dense(Tensor images) {
        Tensor x = model.embed(images, Trace.none());
        Tensor y = model.encoder.dense(x, Trace.none());
        Tensor patches = y.narrow(1, 1, y.size(1) - 1); // (B, N, D)
        return projection.forward(model.postNorm.forward(patches));
    }

    /** Positions on another grid than the configured one, {@code (1, 1 + N, D)}. */
    public Tensor positions(Grid grid) {
        return model.embeddings.positions(grid);
    }

    /** What the hub keeps below {@code vision_model}. */
    private static final class VisionModel extends Layer {
        final Embeddings embeddings;
        final LayerNorm preNorm;
        final ClipBlocks encoder;
        final LayerNorm postNorm;

        VisionModel(ClipConfig.Image config) {
            ClipConfig.Tower tower = config.tower();
            embeddings = child("embeddings", new Embeddings(config));
            preNorm = child("pre_layrnorm", new LayerNorm(tower.width(), tower.normEps()));
            encoder = child("encoder", new ClipBlocks(tower, Sight.ALL));
            postNorm = child("post_layernorm", new LayerNorm(tower.width(), tower.normEps()));
        }

        Tensor embed(Tensor images, Trace trace) {
            Tensor x = preNorm.forward(embeddings.forward(images)); // (B, 1 + N, D)
            trace.offer("embedded", () -> x);
            return x;
        }
    }

    /** Patches, class token and positions. */
    private static final class Embeddings extends Layer {
        private final ClipConfig.Image config;
        private final Tensor classToken; // (D)
        private final Conv2d patches;
        private final Embedding positions; // (1 + N, D)

        Embeddings(ClipConfig.Image config) {
            this.config = config;
            int D = config.tower().width();
            int p = config.patch();
            classToken = parameter("class_embedding", empty(D));
            Initialisation.normal(classToken, 0.02);
            patches = child("patch_embedding", Conv2d.withoutBorder(3, D, p, p, Bias.NONE));
            positions = child("position_embedding", new Embedding(1 + config.grid().size(), D));
        }

        Tensor positions(Grid grid) {
            Tensor all = positions.weight().unsqueeze(0); // (1, 1 + N, D)
            Grid own = config.grid();
            if (grid.equals(own)) {
                return all;
            }
            Tensor map =
                    all.narrow(1, 1, own.size())
                            .transpose(1, 2)
                            .reshape(1, -1, own.rows(), own.columns()); // (1, D, rows, columns)
            long[] size = {grid.rows(), grid.columns()};
            Tensor patches = upsample_bicubic2d(map, size, false).flatten(2, 3).transpose(1, 2);
            return cat(new TensorVector(all.narrow(1, 0, 1), patches), 1);
        }

        Tensor forward(Tensor images) {
            Grid grid = Grid.of(images.size(2), images.size(3), config.patch());
            Tensor x = patches.forward(images).flatten(2, 3).transpose(1, 2); // (B, N, D)
            Tensor first = classToken.expand(x.size(0), 1, -1); // (B, 1, D)
            return cat(new TensorVector(first, x), 1).add(positions(grid));
        }
    }
}
