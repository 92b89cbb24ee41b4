package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/** A way from noise to an image. */
public sealed interface Sampler
        permits EulerMaruyama,
                Ddpm,
                Ddim,
                DpmSolver,
                DpmSolverFast,
                DpmSolverPlusPlus,
                DpmSolverPlusPlusFast,
                UsualSampler {
    /** How often it asks the {@link Denoiser}. */
    int calls();

    /** What it is on a schedule: itself, unless the schedule decides. */
    default Sampler on(NoiseSchedule schedule) {
        return this;
    }

    /**
     * Walks from noise to images.
     *
     * @param x standard normal, {@code (B, C, H, W)}
     * @param noise of the samplers that draw on the way
     * @return {@code (B, C, H, W)}, without gradients
     */
    Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise);
}
