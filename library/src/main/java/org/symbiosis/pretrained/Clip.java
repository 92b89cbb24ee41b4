package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.full;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;

/**
 * CLIP: images and texts in one space, where what belongs together lies close (Radford et al.
 * 2021). Names are those of the Hugging Face hub; {@link ClipNames} brings others to them.
 */
public final class Clip extends Layer {
    private static final double FIRST_SCALE = Math.log(1 / 0.07);

    private final ClipConfig config;
    private final ClipImage image;
    private final ClipText text;
    private final Linear textProjection;
    private final Tensor logitScale; // ()

    /** A model with random weights. */
    public Clip(ClipConfig config) {
        this.config = config;
        this.logitScale = parameter("logit_scale", full(new long[0], new Scalar(FIRST_SCALE)));
        this.text = child("", new ClipText(config.text()));
        this.image = child("", new ClipImage(config));
        int D = config.text().tower().width();
        this.textProjection = child("text_projection", Linear.withoutBias(D, config.projection()));
    }

    /** What this model was made from. */
    public ClipConfig config() {
        return config;
    }

    /** The image tower with its projection. */
    public ClipImage image() {
        return image;
    }

    /** The text tower. */
    public ClipText text() {
        return text;
    }

    /** Texts as vectors in the common space, {@code (B, L)} to {@code (B, P)}, not normalised. */
    public Tensor textFeatures(Tensor ids) {
        return textProjection.forward(text.pooled(text.states(ids, Trace.none()), ids));
    }

    /**
     * How well images and texts fit: cosines times the learnt scale.
     *
     * @param images vectors of images, {@code (I, P)}
     * @param texts vectors of texts, {@code (T, P)}
     * @return {@code (I, T)}; softmax over a row gives the share of each text
     */
    public Tensor similarity(Tensor images, Tensor texts) {
        return unit(images).matmul(unit(texts).t()).mul(logitScale.exp());
    }

    /** Vectors {@code (..., P)} at length 1. */
    public static Tensor unit(Tensor x) {
        ScalarOptional euclidean = new ScalarOptional(new Scalar(2.0));
        return x.div(x.norm(euclidean, new long[] {-1}, true));
    }
}
