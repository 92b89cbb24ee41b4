package org.symbiosis.eval.finetune;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.BranchDrop;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.LayerNorm;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Scope;

/**
 * A vision transformer that names a picture's class: mean of the last block's patch tokens, a layer
 * norm {@code fc_norm} in place of the encoder's own, and a linear {@code head}.
 *
 * <p>The shortcuts stay those of the encoder. Positions are trained along with the rest, as in the
 * reference, also where pre-training kept them fixed.
 */
public final class Classifier extends Layer {
    private static final double FIRST_DEVIATION = 2e-5;

    private final VisionTransformerConfig config;
    private final int classes;
    private final VisionTransformer encoder;
    private final LayerNorm fcNorm;
    private final Linear head;

    /**
     * A classifier with first values drawn from the engine's generator; the head starts as nearly
     * nothing, N(0, 2e-5).
     *
     * @param config of the encoder; its end and the kind of its positions do not matter
     * @param classes to tell apart, at least 2
     */
    public Classifier(VisionTransformerConfig config, int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("classes must be at least 2, not " + classes);
        }
        this.config = config;
        this.classes = classes;
        encoder =
                child(
                        "",
                        new VisionTransformer(
                                new VisionTransformerConfig(
                                        config.height(),
                                        config.width(),
                                        config.channels(),
                                        config.patch(),
                                        config.blocks(),
                                        Positions.Kind.LEARNT,
                                        VisionTransformerConfig.End.RAW)));
        int dim = config.blocks().dim();
        fcNorm = child("fc_norm", new LayerNorm(dim, config.blocks().normEps()));
        head = child("head", new Linear(dim, classes));
        Initialisation.truncatedNormal(head.weight(), FIRST_DEVIATION);
        Initialisation.constant(head.bias(), 0);
    }

    /** A classifier that begins with a copy of a pre-trained encoder's weights. */
    public static Classifier on(VisionTransformer encoder, int classes) {
        try (Scope s = Scope.open()) {
            Classifier classifier = new Classifier(encoder.config(), classes);
            Map<String, Tensor> weights = new LinkedHashMap<>(encoder.state());
            weights.keySet().removeIf(name -> name.startsWith("norm."));
            classifier.encoder.load(weights);
            return classifier;
        }
    }

    /** What the encoder was made from. */
    public VisionTransformerConfig config() {
        return config;
    }

    /** Classes to tell apart. */
    public int classes() {
        return classes;
    }

    /** The encoder, without a norm at its end. */
    public VisionTransformer encoder() {
        return encoder;
    }

    /**
     * Scores of images.
     *
     * @param images normalised, {@code (B, C, H, W)}
     * @return {@code (B, classes)}, before the softmax
     */
    public Tensor forward(Tensor images, BranchDrop drop) {
        Tensor tokens = encoder.encode(encoder.embed(images), drop, Trace.none());
        return score(tokens.narrow(1, 1, tokens.size(1) - 1).mean(1));
    }

    /** Scores of mean patch tokens {@code (B, D)}: {@code (B, classes)}. */
    Tensor score(Tensor pooled) {
        return head.forward(fcNorm.forward(pooled));
    }
}
