package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * Ancestral sampling (Ho et al. 2020): each step draws from {@code q(x_s | x_t, x_0)} with the
 * image that the network sees. With 1000 calls on the discrete schedule it is the original one.
 *
 * @param calls of the network, one a step
 */
public record Ddpm(int calls) implements Sampler {
    /** Checks the range. */
    public Ddpm {
        SolverOrders.atLeastOneCall(calls);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        return new Ddim(calls, 1).sample(denoiser, schedule, x, noise);
    }
}
