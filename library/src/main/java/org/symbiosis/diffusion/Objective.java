package org.symbiosis.diffusion;

import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;

/**
 * The loss of a diffusion: {@code E || net(alpha_t x_0 + sigma_t eps, t) - target ||^2}, a mean
 * over values and samples (Eq. 5.3).
 *
 * @param schedule how images turn into noise
 * @param prediction what the network says
 */
public record Objective(NoiseSchedule schedule, Prediction prediction) {
    /** The times of training samples for uniform numbers in [0, 1), both {@code (B)}. */
    public Tensor times(Tensor uniform) {
        return map(uniform, schedule::drawn);
    }

    /** {@code alpha_t x_0 + sigma_t eps}, with times {@code (B)}. */
    public Tensor noisy(Tensor image, Tensor noise, Tensor times) {
        return image.mul(factor(times, schedule::alpha))
                .add(noise.mul(factor(times, schedule::sigma)));
    }

    /** What the network should say, as images. */
    public Tensor target(Tensor image, Tensor noise, Tensor times) {
        return prediction.target(
                image, noise, factor(times, schedule::alpha), factor(times, schedule::sigma));
    }

    /** What the network is told of times {@code (B)}, in 32-bit floats. */
    public Tensor netTimes(Tensor times) {
        return map(times, schedule::netTime).to(ScalarType.Float);
    }

    /** Mean square error of each sample, {@code (B)}. */
    public static Tensor perSample(Tensor said, Tensor target) {
        return said.sub(target).square().flatten(1, -1).mean(1);
    }

    /** A factor of each sample, {@code (B, 1, 1, 1)} in 32-bit floats. */
    private static Tensor factor(Tensor times, DoubleUnaryOperator of) {
        return map(times, of).to(ScalarType.Float).view(-1, 1, 1, 1);
    }

    private static Tensor map(Tensor values, DoubleUnaryOperator of) {
        double[] all = Plain.doubles(values);
        for (int i = 0; i < all.length; i++) {
            all[i] = of.applyAsDouble(all[i]);
        }
        return Plain.tensor(all, all.length);
    }
}
