package org.symbiosis.app.encoders;

import org.symbiosis.eval.Pooling;

/**
 * Which of a model's vectors.
 *
 * @param layer of a transformer, from 0; -1 for its end
 * @param pooling of a transformer's tokens
 * @param vector of a discriminator
 */
public record FeatureChoice(int layer, Pooling pooling, Vector vector) {
    /** The usual ones. */
    public static final FeatureChoice USUAL =
            new FeatureChoice(-1, Pooling.MEAN_ALL, Vector.BACKBONE);

    /** What a discriminator gives. */
    public enum Vector {
        /** The backbone's feature, of the momentum copy where there is one. */
        BACKBONE("backbone"),
        /** The head's unit embedding, of the momentum copy where there is one. */
        EMBEDDING("embedding"),
        /** The backbone's feature of the network that learns. */
        ONLINE_BACKBONE("backbone, online"),
        /** The head's unit embedding of the network that learns. */
        ONLINE_EMBEDDING("embedding, online");

        private final String words;

        Vector(String words) {
            this.words = words;
        }

        /** The choice in words. */
        public String words() {
            return words;
        }

        /** Whether it is the head's. */
        public boolean isEmbedding() {
            return this == EMBEDDING || this == ONLINE_EMBEDDING;
        }

        /** Whether it is that of the network that learns. */
        public boolean isOnline() {
            return this == ONLINE_BACKBONE || this == ONLINE_EMBEDDING;
        }
    }

    /** The same for another vector of a discriminator. */
    public FeatureChoice withVector(Vector other) {
        return new FeatureChoice(layer, pooling, other);
    }
}
