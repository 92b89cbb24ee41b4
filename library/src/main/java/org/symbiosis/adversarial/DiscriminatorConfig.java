package org.symbiosis.adversarial;

/**
 * A discriminator: a backbone, and a head that maps its feature to an embedding.
 *
 * @param backbone what sees the image
 * @param hidden values between the head's two layers
 * @param embedding values of the embedding, p in the text; 1 for a hinge-loss score
 * @param weights what keeps the layers in bounds
 * @param classes of the online probe, a monitor on the detached feature; 0 for none
 */
public record DiscriminatorConfig(
        BackboneConfig backbone, int hidden, int embedding, Weights weights, int classes) {
    /** Checks the ranges. */
    public DiscriminatorConfig {
        if (hidden < 1 || embedding < 1 || classes < 0) {
            throw new IllegalArgumentException(
                    "hidden and embedding must be at least 1 and classes at least 0, not "
                            + hidden
                            + ", "
                            + embedding
                            + " and "
                            + classes);
        }
    }

    /** The network of appendix B.1 for images of 32 pixels, without a probe. */
    public static DiscriminatorConfig cifar() {
        return of(BackboneConfig.Residual.cifar(64), 128);
    }

    /** The network of appendix B.1 for images of 128 pixels, without a probe. */
    public static DiscriminatorConfig imagenet10() {
        return of(BackboneConfig.Residual.imagenet(64), 128);
    }

    /** A head as wide as the backbone's feature, plain weights, no probe. */
    public static DiscriminatorConfig of(BackboneConfig backbone, int embedding) {
        return new DiscriminatorConfig(backbone, backbone.features(), embedding, Weights.PLAIN, 0);
    }

    /** The same with a probe of so many classes. */
    public DiscriminatorConfig withClasses(int other) {
        return new DiscriminatorConfig(backbone, hidden, embedding, weights, other);
    }

    /** The same with other weights. */
    public DiscriminatorConfig withWeights(Weights other) {
        return new DiscriminatorConfig(backbone, hidden, embedding, other, classes);
    }

    /** The same with an embedding of another size. */
    public DiscriminatorConfig withEmbedding(int other) {
        return new DiscriminatorConfig(backbone, hidden, other, weights, classes);
    }
}
