package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * The solver that the dissertation uses for a schedule, whichever that is (section 4).
 *
 * @param calls of the network
 */
public record UsualSampler(int calls) implements Sampler {
    /** Checks the range. */
    public UsualSampler {
        SolverOrders.atLeastOneCall(calls);
    }

    @Override
    public Sampler on(NoiseSchedule schedule) {
        return SamplingConfig.usualSampler(schedule, calls);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        return on(schedule).sample(denoiser, schedule, x, noise);
    }
}
