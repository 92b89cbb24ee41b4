package org.symbiosis.intrinsics.flatten;

/**
 * Constants of the L1 image transform.
 *
 * @param alpha weight of differences between near pixels
 * @param beta weight of differences between far pieces
 * @param theta weight of what is changed
 * @param lambda of the split Bregman iteration
 * @param rounds of it
 * @param lightness how much a difference of lightness counts against a pair
 * @param colour how much a difference of colour does
 * @param edges what an edge between two pixels does to their pair
 * @param precision relative residual at which the linear systems count as solved
 */
public record FlattenConfig(
        double alpha,
        double beta,
        double theta,
        double lambda,
        int rounds,
        double lightness,
        double colour,
        Edges edges,
        double precision) {
    /** What an edge between two pixels does to their pair. */
    public enum Edges {
        /** Nothing. */
        FLATTENED,
        /** It weakens the pair. */
        KEPT
    }

    /** The authors' constants. */
    public static final FlattenConfig USUAL =
            new FlattenConfig(20, 0.01, 50, 120, 4, 10, 120, Edges.FLATTENED, 1e-5);

    /** Checks the ranges. */
    public FlattenConfig {
        if (!(alpha >= 0 && beta >= 0 && theta > 0 && lambda > 0)) {
            throw new IllegalArgumentException(
                    "alpha and beta must not be negative, theta and lambda positive");
        }
        if (rounds < 1 || !(precision > 0 && precision < 1)) {
            throw new IllegalArgumentException("rounds must be at least 1 and precision in (0, 1)");
        }
    }

    /** The same with edges treated otherwise. */
    public FlattenConfig withEdges(Edges other) {
        return new FlattenConfig(
                alpha, beta, theta, lambda, rounds, lightness, colour, other, precision);
    }

    /** The same to another precision. */
    public FlattenConfig withPrecision(double other) {
        return new FlattenConfig(
                alpha, beta, theta, lambda, rounds, lightness, colour, edges, other);
    }
}
