package org.symbiosis.nested;

import java.util.Collections;
import java.util.List;
import org.symbiosis.diffusion.ConditionNoise;
import org.symbiosis.diffusion.ConditionNoise.Scales;
import org.symbiosis.diffusion.Sampler;
import org.symbiosis.diffusion.UsualSampler;

/**
 * How images are drawn from a trained hierarchy (section 5.4).
 *
 * @param guidance weights w from the top level down: {@code eps + w (eps - eps_empty)}, so that 0
 *     is none; a hierarchy of L levels takes the first L. Levels without any condition take 0
 * @param gamma how fast the noise on conditions falls with time; infinite for none
 * @param gammaScales what the power of the time multiplies
 * @param sampler of every level
 * @param range what estimates of pixels may be on the way
 */
public record GenerationConfig(
        List<Double> guidance,
        double gamma,
        Scales gammaScales,
        Sampler sampler,
        PixelRange range) {
    /** What estimates of pixels may be on the way; latents are never touched. */
    public enum PixelRange {
        /** Cut to [-1, 1] at every call: errors at early times would grow fifteenfold. */
        CUT,
        /** Anything. */
        FREE
    }

    private static final int MOST_LEVELS = 16;
    private static final double GUIDED_GAMMA = 0.3;
    private static final int CALLS = 50;

    /** Checks the ranges. */
    public GenerationConfig {
        guidance = List.copyOf(guidance);
        if (guidance.isEmpty()) {
            throw new IllegalArgumentException("guidance needs at least one weight");
        }
        for (double w : guidance) {
            if (!(w >= 0) || Double.isInfinite(w)) {
                throw new IllegalArgumentException("guidance must not be negative, as " + w);
            }
        }
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("gamma must not be negative, as " + gamma);
        }
    }

    /** Without guidance: no noise on conditions, 50 calls of the network a level. */
    public static GenerationConfig plain() {
        return of(Collections.nCopies(MOST_LEVELS, 0.0), Double.POSITIVE_INFINITY);
    }

    /** Guidance in the chapter's way for what the levels are told, gamma 0.3. */
    public static GenerationConfig guided(Told told) {
        return of(told.usualGuidance(MOST_LEVELS), GUIDED_GAMMA);
    }

    private static GenerationConfig of(List<Double> weights, double gamma) {
        return new GenerationConfig(
                weights, gamma, Scales.VARIANCE, new UsualSampler(CALLS), PixelRange.CUT);
    }

    /** The same without guidance and without noise on conditions. */
    public GenerationConfig unguided() {
        return withGuidance(List.of(0.0)).withGamma(Double.POSITIVE_INFINITY);
    }

    /** The weight of the level that has so many above it; the last one given holds on. */
    public double weight(int above) {
        return guidance.get(Math.min(above, guidance.size() - 1));
    }

    /** The noise on a condition of this sigma. */
    public ConditionNoise noise(double sigma) {
        return new ConditionNoise(sigma, gamma, gammaScales);
    }

    /** The same with other weights, the top first. */
    public GenerationConfig withGuidance(List<Double> other) {
        return new GenerationConfig(other, gamma, gammaScales, sampler, range);
    }

    /** The same with another gamma. */
    public GenerationConfig withGamma(double other) {
        return new GenerationConfig(guidance, other, gammaScales, sampler, range);
    }

    /** The same with another sampler. */
    public GenerationConfig withSampler(Sampler other) {
        return new GenerationConfig(guidance, gamma, gammaScales, other, range);
    }
}
