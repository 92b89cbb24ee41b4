package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * A normal distribution over latents, value by value.
 *
 * @param mean {@code (B, L, h, w)}
 * @param logvar logarithm of the variance, in [-30, 20], of the same shape
 */
public record LatentDistribution(Tensor mean, Tensor logvar) {
    private static final double LEAST = -30;
    private static final double MOST = 20;

    /**
     * Splits what an encoder gives.
     *
     * @param moments {@code (B, 2 L, h, w)}: means, then logarithms of variances
     */
    static LatentDistribution of(Tensor moments) {
        long L = moments.size(1) / 2;
        Tensor logvar =
                moments.narrow(1, L, L)
                        .clamp(
                                new ScalarOptional(new Scalar(LEAST)),
                                new ScalarOptional(new Scalar(MOST)));
        return new LatentDistribution(moments.narrow(1, 0, L), logvar);
    }

    /** The standard deviation, {@code (B, L, h, w)}. */
    public Tensor deviation() {
        return logvar.mul(new Scalar(0.5)).exp();
    }

    /**
     * A draw.
     *
     * @param noise standard normal, {@code (B, L, h, w)}
     */
    public Tensor sample(Tensor noise) {
        return mean.add(deviation().mul(noise));
    }
}
