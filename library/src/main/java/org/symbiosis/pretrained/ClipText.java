package org.symbiosis.pretrained;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Embedding;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipAttention.Sight;

/**
 * CLIP's text tower under the names of the Hugging Face hub, {@code text_model.*}: also the text
 * encoder of Stable Diffusion 1 and of the U-ViT.
 *
 * <p>{@link Trace} hears {@code embedded} and the blocks under the names that {@link ClipImage}
 * uses. A token sees itself and those before it.
 */
public final class ClipText extends Layer {
    private final ClipConfig.Text config;
    private final TextModel model;
    private final Scalar end;

    /** A tower with random weights. */
    public ClipText(ClipConfig.Text config) {
        this.config = config;
        this.model = child("text_model", new TextModel(config));
        this.end = constant(config.end());
    }

    /** What this tower was made from. */
    public ClipConfig.Text config() {
        return config;
    }

    /**
     * Every token after the final norm: what diffusion models are conditioned on.
     *
     * @param ids {@code (B, L)} as {@link ClipTokenizer} makes them
     * @return {@code (B, L, D)}
     * @throws IllegalArgumentException when a text is longer than the tower can read
     */
    public Tensor states(Tensor ids, Trace trace) {
        long L = ids.size(1);
        if (L > config.length()) {
            throw new IllegalArgumentException(
                    L + " ids, and the text tower reads " + config.length() + " at most");
        }
        Tensor x =
                model.embeddings
                        .tokens
                        .forward(ids)
                        .add(model.embeddings.positions.weight().narrow(0, 0, L)); // (B, L, D)
        trace.offer("embedded", () -> x);
        return model.norm.forward(model.encoder.forward(x, trace));
    }

    /**
     * The state at the first end token of each text.
     *
     * @param states {@code (B, L, D)}, of {@link #states}
     * @param ids {@code (B, L)}
     * @return {@code (B, D)}
     * @throws IllegalArgumentException when a text has no end
     */
    public Tensor pooled(Tensor states, Tensor ids) {
        Tensor isEnd = ids.eq(end); // (B, L)
        if (!isEnd.any(1, false).all().item_bool()) {
            throw new IllegalArgumentException("a text has no end token " + config.end());
        }
        Tensor at = isEnd.to(ScalarType.Int).argmax(new LongOptional(1), true); // (B, 1)
        Tensor index = at.unsqueeze(2).expand(-1, 1, states.size(2)); // (B, 1, D)
        return states.gather(1, index).squeeze(1);
    }

    /** What the hub keeps below {@code text_model}. */
    private static final class TextModel extends Layer {
        final Embeddings embeddings;
        final ClipBlocks encoder;
        final LayerNorm norm;

        TextModel(ClipConfig.Text config) {
            ClipConfig.Tower tower = config.tower();
            embeddings = child("embeddings", new Embeddings(config));
            encoder = child("encoder", new ClipBlocks(tower, Sight.PAST));
            norm = child("final_layer_norm", new LayerNorm(tower.width(), tower.normEps()));
        }
    }

    /** Tokens and positions. */
    private static final class Embeddings extends Layer {
        final Embedding tokens;
        final Embedding positions;

        Embeddings(ClipConfig.Text config) {
            int D = config.tower().width();
            tokens = child("token_embedding", new Embedding(config.vocabulary(), D));
            positions = child("position_embedding", new Embedding(config.length(), D));
        }
    }
}
