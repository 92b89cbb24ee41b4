package org.symbiosis.intrinsics;

/**
 * What relighting is trained by (Eq. 6.10).
 *
 * @param weights of the terms
 * @param agreement how the intrinsics of two lights are pulled together
 * @param terms which pictures are compared
 * @param noise on what the encoder sees
 */
public record RelightConfig(
        LossWeights weights, Agreement agreement, RelightTerms terms, Noise noise) {
    /** The authors'. */
    public static final RelightConfig USUAL =
            new RelightConfig(
                    LossWeights.USUAL, Agreement.COSINE, new RelightTerms.Mixed(0.1), Noise.USUAL);

    /** The same with other weights. */
    public RelightConfig withWeights(LossWeights other) {
        return new RelightConfig(other, agreement, terms, noise);
    }

    /** The same with other noise. */
    public RelightConfig withNoise(Noise other) {
        return new RelightConfig(weights, agreement, terms, other);
    }
}
