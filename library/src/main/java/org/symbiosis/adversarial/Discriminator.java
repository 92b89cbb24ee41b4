package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.elu;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;

/**
 * Maps an image to a unit vector, {@code z = z~ / |z~|} with {@code z~ = head(E(x))}; its backbone
 * E is the feature extractor (chapter 3, appendix B.1). State-dict names are the reference's.
 */
public final class Discriminator extends Layer {
    private final DiscriminatorConfig config;
    private final Backbone encoder;
    private final Affine head0;
    private final Affine head2;
    private final Linear probe;

    /**
     * What a discriminator sees in a batch.
     *
     * @param backbone features {@code (B, F)}
     * @param embedding {@code z~ (B, p)}, not normalised
     */
    public record Output(Tensor backbone, Tensor embedding) {
        /** The unit embedding {@code z (B, p)}. */
        public Tensor unit() {
            return Unit.rows(embedding);
        }
    }

    /** A network with first values from the engine's generator. */
    public Discriminator(DiscriminatorConfig config) {
        this.config = config;
        int features = config.backbone().features();
        encoder = child("encoder", Backbone.of(config.backbone(), config.weights()));
        head0 = child("fc_head.0", new Affine(config.weights(), features, config.hidden()));
        head2 =
                child(
                        "fc_head.2",
                        new Affine(config.weights(), config.hidden(), config.embedding()));
        probe =
                config.classes() == 0
                        ? null
                        : child("linear_probing", new Linear(features, config.classes()));
    }

    /** What it was built from. */
    public DiscriminatorConfig config() {
        return config;
    }

    /** Feature and embedding of images {@code (B, C, H, W)}, or of points {@code (B, C)}. */
    public Output forward(Tensor x) {
        return forward(x, Trace.none());
    }

    /** The same with a listener to the backbone's stages. */
    public Output forward(Tensor x, Trace trace) {
        Tensor backbone = encoder.forward(x, trace);
        return new Output(backbone, head2.forward(elu(head0.forward(backbone))));
    }

    /** Features alone {@code (B, F)}. */
    public Tensor features(Tensor x) {
        return encoder.forward(x, Trace.none());
    }

    /** Whether there is an online probe. */
    public boolean hasProbe() {
        return probe != null;
    }

    /** The probe's class scores {@code (B, classes)}; they teach the backbone nothing. */
    public Tensor probe(Tensor backbone) {
        return probe.forward(backbone.detach());
    }
}
