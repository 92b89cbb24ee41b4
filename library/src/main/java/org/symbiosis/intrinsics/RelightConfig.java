package org.symbiosis.intrinsics;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What relighting is trained by (Eq. 6.10).
 *
 * @param weights of the terms
 * @param agreement how the intrinsics of two lights are pulled together
 * @param terms which pictures are compared
 * @param noise on what the encoder sees
 * @param lambdaSquare distortion that the coding rates allow (Eq. 6.7), above 0; 0 for the authors'
 *     0.2, which notes from before it was a key mean
 */
public record RelightConfig(
        LossWeights weights,
        Agreement agreement,
        RelightTerms terms,
        Noise noise,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) double lambdaSquare) {
    private static final double LAMBDA_SQUARE = 0.2;

    /** The authors'. */
    public static final RelightConfig USUAL =
            new RelightConfig(
                    LossWeights.USUAL,
                    Agreement.COSINE,
                    new RelightTerms.Mixed(0.1),
                    Noise.USUAL,
                    LAMBDA_SQUARE);

    /** Fills in the usual distortion, and checks the range. */
    public RelightConfig {
        lambdaSquare = lambdaSquare == 0 ? LAMBDA_SQUARE : lambdaSquare;
        if (!(lambdaSquare > 0) || Double.isInfinite(lambdaSquare)) {
            throw new IllegalArgumentException(
                    "lambdaSquare must be positive, not " + lambdaSquare);
        }
    }

    /** The same with other weights. */
    public RelightConfig withWeights(LossWeights other) {
        return new RelightConfig(other, agreement, terms, noise, lambdaSquare);
    }

    /** The same with other terms. */
    public RelightConfig withTerms(RelightTerms other) {
        return new RelightConfig(weights, agreement, other, noise, lambdaSquare);
    }

    /** The same, its intrinsics pulled together otherwise. */
    public RelightConfig withAgreement(Agreement other) {
        return new RelightConfig(weights, other, terms, noise, lambdaSquare);
    }

    /** The same with other noise. */
    public RelightConfig withNoise(Noise other) {
        return new RelightConfig(weights, agreement, terms, other, lambdaSquare);
    }
}
