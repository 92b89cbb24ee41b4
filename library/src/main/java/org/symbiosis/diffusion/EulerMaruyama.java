package org.symbiosis.diffusion;

import static org.symbiosis.diffusion.Sums.plus;
import static org.symbiosis.diffusion.Sums.times;

import org.bytedeco.pytorch.Tensor;

/**
 * Euler's method on the equation that runs backwards in time, at even times from 1 to 1e-3 and then
 * at 0 (section 4.5).
 *
 * @param calls of the network, one a step
 * @param equation the stochastic one, or the ordinary one of the same distributions
 */
public record EulerMaruyama(int calls, Equation equation) implements Sampler {
    private static final double LAST = 1e-3;

    /** Which equation runs backwards. */
    public enum Equation {
        /** {@code dx = (-beta x / 2 - beta score) dt + sqrt(beta) dw}. */
        STOCHASTIC,
        /** {@code dx = (-beta x / 2 - beta score / 2) dt}. */
        ORDINARY
    }

    /** Checks the range. */
    public EulerMaruyama {
        SolverOrders.atLeastOneCall(calls);
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        double[] knots = knots(schedule);
        return Walk.of(
                x,
                calls,
                (y, k) -> {
                    Tensor eps = denoiser.noise(y, knots[k]);
                    Tensor mean = drift(schedule, y, eps, knots[k], knots[k + 1]);
                    if (equation == Equation.ORDINARY || k == calls - 1) {
                        return mean;
                    }
                    double spread = Math.sqrt(schedule.beta(knots[k]) * (knots[k] - knots[k + 1]));
                    return plus(mean, spread, noise.next(y.sizes().vec().get()).to(y.dtype()));
                });
    }

    /** The times from noise to image, the last of them 0. */
    private double[] knots(NoiseSchedule schedule) {
        double[] knots = new double[calls + 1];
        double from = schedule.first();
        for (int k = 0; k < calls; k++) {
            knots[k] = calls == 1 ? from : from + (LAST - from) * k / (calls - 1);
        }
        return knots;
    }

    private Tensor drift(NoiseSchedule schedule, Tensor x, Tensor eps, double t, double s) {
        double beta = schedule.beta(t);
        double share = equation == Equation.STOCHASTIC ? 1 : 0.5;
        double perNoise = share * beta / schedule.sigma(t); // score = -eps / sigma
        double dt = s - t;
        return plus(times(x, 1 - beta / 2 * dt), perNoise * dt, eps);
    }
}
