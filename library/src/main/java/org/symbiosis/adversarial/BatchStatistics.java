package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.symbiosis.nn.Layer;

/**
 * Mean 0 and variance 1 of each channel over batch and places, without scale and shift, under the
 * names that BigGAN gives the running statistics.
 */
final class BatchStatistics extends Layer {
    static final double EPS = 1e-5;
    static final double MOMENTUM = 0.1;

    private final Tensor mean; // (C)
    private final Tensor variance; // (C)
    private double momentum = MOMENTUM;

    BatchStatistics(int channels) {
        mean = buffer("stored_mean", zeros(channels));
        variance = buffer("stored_var", ones(channels));
    }

    /** Sets the share of a new batch in the running statistics, in (0, 1]. */
    void follow(double share) {
        momentum = share;
    }

    /** Normalises {@code (B, C, ...)}; the running statistics move in training only. */
    Tensor forward(Tensor x) {
        return batch_norm(
                x,
                new TensorOptional(),
                new TensorOptional(),
                new TensorOptional(mean),
                new TensorOptional(variance),
                isTraining(),
                momentum,
                EPS,
                false);
    }
}
