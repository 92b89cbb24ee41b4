package org.symbiosis.diffusion;

import static org.symbiosis.diffusion.Sums.plus;
import static org.symbiosis.diffusion.Sums.times;

import org.bytedeco.pytorch.Tensor;

/**
 * Implicit sampling (Song et al. 2021): at each of some even times, remove the noise that the
 * network sees and put back what belongs to the next time.
 *
 * @param calls of the network, one a step
 * @param eta share of the noise that is drawn anew, in [0, 1]; 0 draws none, 1 is {@link Ddpm}
 */
public record Ddim(int calls, double eta) implements Sampler {
    /** Checks the ranges. */
    public Ddim {
        SolverOrders.atLeastOneCall(calls);
        if (!(eta >= 0 && eta <= 1)) {
            throw new IllegalArgumentException("eta must lie in [0, 1], not " + eta);
        }
    }

    @Override
    public Tensor sample(Denoiser denoiser, NoiseSchedule schedule, Tensor x, NoiseSource noise) {
        double[] times = Knots.even(schedule.first(), 0, calls);
        return Walk.of(
                x,
                calls,
                (y, k) -> {
                    Tensor eps = denoiser.noise(y, times[k]);
                    Tensor image = Prediction.image(schedule, y, eps, times[k]);
                    return k == calls - 1
                            ? image
                            : next(schedule, image, eps, times[k], times[k + 1], noise);
                });
    }

    /** The state at time s, from the image and the noise seen at time t. */
    private Tensor next(
            NoiseSchedule schedule,
            Tensor image,
            Tensor eps,
            double t,
            double s,
            NoiseSource noise) {
        double ratio = schedule.sigma(s) / schedule.sigma(t);
        double kept = schedule.alphaBar(t) / schedule.alphaBar(s);
        double fresh = eta * ratio * Math.sqrt(1 - kept);
        double old = Math.sqrt(Math.pow(schedule.sigma(s), 2) - fresh * fresh);
        Tensor y = plus(times(image, schedule.alpha(s)), old, eps);
        return fresh == 0 ? y : plus(y, fresh, noise.next(y.sizes().vec().get()).to(y.dtype()));
    }
}
