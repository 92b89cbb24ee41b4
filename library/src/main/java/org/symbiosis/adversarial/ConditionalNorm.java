package org.symbiosis.adversarial;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralLinear;

/** A batch norm whose scale {@code 1 + gain(y)} and shift {@code bias(y)} come from a condition. */
final class ConditionalNorm extends Layer {
    private final SpectralLinear gain;
    private final SpectralLinear bias;
    private final BatchStatistics statistics;
    private final Scalar one = constant(1);

    ConditionalNorm(int channels, int condition) {
        gain = child("gain", new SpectralLinear(condition, channels, Bias.NONE));
        bias = child("bias", new SpectralLinear(condition, channels, Bias.NONE));
        statistics = child("", new BatchStatistics(channels));
    }

    BatchStatistics statistics() {
        return statistics;
    }

    /** Normalises {@code x (B, C, H, W)} under the condition {@code y (B, d)}. */
    Tensor forward(Tensor x, Tensor y) {
        Tensor scale = gain.forward(y).add(one).unsqueeze(-1).unsqueeze(-1); // (B, C, 1, 1)
        Tensor shift = bias.forward(y).unsqueeze(-1).unsqueeze(-1);
        return statistics.forward(x).mul(scale).add(shift);
    }
}
