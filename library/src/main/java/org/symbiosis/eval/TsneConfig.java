package org.symbiosis.eval;

import org.symbiosis.UserError;

/**
 * How points are laid out in a plane by t-SNE (van der Maaten and Hinton, 2008).
 *
 * @param perplexity neighbours that a point minds, roughly; a third of the points at most
 * @param iterations steps of the descent
 * @param learningRate of the descent, positive
 * @param exaggeration factor of the attraction in the early steps, at least 1
 * @param earlyIterations steps with exaggeration and low momentum
 * @param earlyMomentum in [0, 1)
 * @param momentum after the early steps, in [0, 1)
 * @param seed of the tiny jitter that parts equal points
 */
public record TsneConfig(
        double perplexity,
        int iterations,
        double learningRate,
        double exaggeration,
        int earlyIterations,
        double earlyMomentum,
        double momentum,
        long seed) {

    /** Checks the ranges. */
    public TsneConfig {
        if (!(perplexity >= 2)) {
            throw UserError.usage("perplexity is " + perplexity, "choose 2 or more, such as 30");
        }
        if (iterations < 1 || earlyIterations < 0 || earlyIterations > iterations) {
            throw UserError.usage(
                    earlyIterations + " early steps of " + iterations,
                    "choose at least one step, and no more early steps than steps");
        }
        if (!(learningRate > 0) || !(exaggeration >= 1)) {
            throw UserError.usage(
                    "learning rate " + learningRate + ", exaggeration " + exaggeration,
                    "choose a positive rate and an exaggeration of 1 or more");
        }
        if (!(earlyMomentum >= 0 && earlyMomentum < 1 && momentum >= 0 && momentum < 1)) {
            throw UserError.usage("momentum is out of range", "choose values in [0, 1)");
        }
    }

    /**
     * The usual choice for so many points: perplexity 30 (less where points are few), 1000 steps,
     * rate points / (4 * exaggeration) but at least 50.
     */
    public static TsneConfig of(int points, long seed) {
        double exaggeration = 12;
        double perplexity = Math.max(2, Math.min(30, (points - 1) / 3.0));
        double rate = Math.max(50, points / (4 * exaggeration));
        return new TsneConfig(perplexity, 1000, rate, exaggeration, 250, 0.5, 0.8, seed);
    }

    /** The same with other neighbourhoods. */
    public TsneConfig withPerplexity(double other) {
        return new TsneConfig(
                other,
                iterations,
                learningRate,
                exaggeration,
                earlyIterations,
                earlyMomentum,
                momentum,
                seed);
    }

    /** The same with more or fewer steps. */
    public TsneConfig withIterations(int other) {
        return new TsneConfig(
                perplexity,
                other,
                learningRate,
                exaggeration,
                Math.min(earlyIterations, other / 4),
                earlyMomentum,
                momentum,
                seed);
    }
}
