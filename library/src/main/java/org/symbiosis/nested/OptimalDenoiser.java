package org.symbiosis.nested;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.diffusion.Denoiser;
import org.symbiosis.diffusion.NoiseSchedule;

/**
 * The best possible denoiser for a finite set of latents (Eq. 5.4): the image in {@code x} is the
 * mean of the set under the weights {@code N(x; alpha z_i, sigma_t^2 I) p(z_i | z_>l)}. A step of
 * generation then is a step of mean shift, so that a space whose neighbours mean the same generates
 * well.
 */
public final class OptimalDenoiser implements Denoiser {
    private static final double LEAST_SIGMA = 1e-3;

    private final NoiseSchedule schedule;
    private final Tensor data; // (n, C, s, s)
    private final Tensor logPrior; // (B, n), or null

    /** Of a set {@code (n, C, s, s)}, each member as likely as the next. */
    public OptimalDenoiser(NoiseSchedule schedule, Tensor data) {
        this(schedule, data, null);
    }

    private OptimalDenoiser(NoiseSchedule schedule, Tensor data, Tensor logPrior) {
        this.schedule = schedule;
        this.data = data;
        this.logPrior = logPrior;
    }

    /**
     * The same where a noisy condition tells which members are likely.
     *
     * @param condition of each sample, {@code (B, ...)}
     * @param conditions of the members, {@code (n, ...)}
     * @param sigma deviation of the noise; at least 0.001 is taken
     */
    public OptimalDenoiser given(Tensor condition, Tensor conditions, double sigma) {
        double s = Math.max(sigma, LEAST_SIGMA);
        Tensor distances = squares(condition, conditions); // (B, n)
        return new OptimalDenoiser(schedule, data, distances.div(new Scalar(-2 * s * s)));
    }

    @Override
    public Tensor noise(Tensor x, double t) {
        double alpha = schedule.alpha(t);
        double sigma = schedule.sigma(t);
        Tensor distances = squares(x, data.mul(new Scalar(alpha))); // (B, n)
        Tensor logits = distances.div(new Scalar(-2 * sigma * sigma));
        Tensor weights = (logPrior == null ? logits : logits.add(logPrior)).softmax(1);
        Tensor image = weights.matmul(data.flatten(1, -1)).view_as(x); // the posterior mean
        return x.sub(image.mul(new Scalar(alpha))).div(new Scalar(sigma));
    }

    /** Squared distances, {@code (B, n)}. */
    private static Tensor squares(Tensor a, Tensor b) {
        return a.flatten(1, -1).unsqueeze(1).sub(b.flatten(1, -1).unsqueeze(0)).square().sum(2);
    }
}
