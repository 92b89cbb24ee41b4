package org.symbiosis.diffusion;

import static org.symbiosis.diffusion.Sums.plus;
import static org.symbiosis.diffusion.Sums.times;

import org.bytedeco.pytorch.Tensor;

/** What a network is trained to say of {@code x_t = alpha x_0 + sigma eps}. */
public enum Prediction {
    /** The noise eps. */
    NOISE {
        @Override
        Tensor target(Tensor image, Tensor noise, Tensor alpha, Tensor sigma) {
            return noise;
        }

        @Override
        Tensor noise(NoiseSchedule schedule, Tensor x, Tensor said, double t) {
            return said;
        }
    },
    /** The image x_0. */
    IMAGE {
        @Override
        Tensor target(Tensor image, Tensor noise, Tensor alpha, Tensor sigma) {
            return image;
        }

        @Override
        Tensor noise(NoiseSchedule schedule, Tensor x, Tensor said, double t) {
            double sigma = schedule.sigma(t);
            return times(plus(x, -schedule.alpha(t), said), 1 / sigma);
        }
    },
    /** The velocity {@code v = alpha eps - sigma x_0} (Salimans and Ho 2022). */
    VELOCITY {
        @Override
        Tensor target(Tensor image, Tensor noise, Tensor alpha, Tensor sigma) {
            return noise.mul(alpha).sub(image.mul(sigma));
        }

        @Override
        Tensor noise(NoiseSchedule schedule, Tensor x, Tensor said, double t) {
            return plus(times(x, schedule.sigma(t)), schedule.alpha(t), said);
        }
    };

    /** What the network should say; alpha and sigma are {@code (B, 1, 1, 1)}. */
    abstract Tensor target(Tensor image, Tensor noise, Tensor alpha, Tensor sigma);

    /** The noise in {@code x} at time t, by what the network said. */
    abstract Tensor noise(NoiseSchedule schedule, Tensor x, Tensor said, double t);

    /** The image in {@code x} at time t, by the noise in it: {@code (x - sigma eps) / alpha}. */
    public static Tensor image(NoiseSchedule schedule, Tensor x, Tensor noise, double t) {
        return times(plus(x, -schedule.sigma(t), noise), 1 / schedule.alpha(t));
    }
}
