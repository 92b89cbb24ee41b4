package org.symbiosis.diffusion;

/**
 * How images are drawn from a diffusion model.
 *
 * @param sampler the way from noise to an image
 * @param guidance w of classifier-free guidance, at least 0; 0 for none
 * @param seed of all images; each has its own stream of it
 * @param lanes images in one call of the network. Products of matrices of another height differ in
 *     their last digits, so that this number is fixed for a seed, and lanes without an image to
 *     draw are filled up
 */
public record SamplingConfig(Sampler sampler, double guidance, long seed, int lanes) {
    /** Enough for a core to be busy. */
    public static final int USUAL_LANES = 4;

    /** Checks the ranges. */
    public SamplingConfig {
        if (!(guidance >= 0) || Double.isInfinite(guidance)) {
            throw new IllegalArgumentException("guidance must not be negative, as " + guidance);
        }
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes must be at least 1, not " + lanes);
        }
    }

    /** The solver of the schedule with 50 calls, without guidance. */
    public static SamplingConfig usual(NoiseSchedule schedule, long seed) {
        return new SamplingConfig(usualSampler(schedule, 50), 0, seed, USUAL_LANES);
    }

    /** The solver that the dissertation uses for a schedule (section 4). */
    public static Sampler usualSampler(NoiseSchedule schedule, int calls) {
        return schedule instanceof NoiseSchedule.Discrete
                ? new DpmSolverPlusPlusFast(calls)
                : new DpmSolverFast(calls);
    }

    /** The same with guidance. */
    public SamplingConfig withGuidance(double other) {
        return new SamplingConfig(sampler, other, seed, lanes);
    }
}
