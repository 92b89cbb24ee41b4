package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/**
 * What an exponential solver takes for constant within a step. The two are one set of formulas with
 * alpha and sigma, and lambda and its negative, in exchanged roles.
 */
enum SolverForm {
    /** The noise: DPM-Solver (Lu et al. 2022a). */
    NOISE {
        @Override
        double carried(NoiseSchedule schedule, double t) {
            return schedule.alpha(t);
        }

        @Override
        double added(NoiseSchedule schedule, double t) {
            return schedule.sigma(t);
        }

        @Override
        double clock(NoiseSchedule schedule, double t) {
            return schedule.lambda(t);
        }

        @Override
        Tensor output(Denoiser denoiser, NoiseSchedule schedule, Tensor x, double t) {
            return denoiser.noise(x, t);
        }
    },
    /** The image: DPM-Solver++ (Lu et al. 2022b). */
    IMAGE {
        @Override
        double carried(NoiseSchedule schedule, double t) {
            return schedule.sigma(t);
        }

        @Override
        double added(NoiseSchedule schedule, double t) {
            return schedule.alpha(t);
        }

        @Override
        double clock(NoiseSchedule schedule, double t) {
            return -schedule.lambda(t);
        }

        @Override
        Tensor output(Denoiser denoiser, NoiseSchedule schedule, Tensor x, double t) {
            return Prediction.image(schedule, x, denoiser.noise(x, t), t);
        }
    };

    /** Factor of the state that a step carries on. */
    abstract double carried(NoiseSchedule schedule, double t);

    /** Factor of the model's output that a step adds. */
    abstract double added(NoiseSchedule schedule, double t);

    /** What steps are measured by. */
    abstract double clock(NoiseSchedule schedule, double t);

    /** The model's output. */
    abstract Tensor output(Denoiser denoiser, NoiseSchedule schedule, Tensor x, double t);
}
