package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;

/**
 * Noise of which each sample has a stream of its own, so that a seed gives the same picture in any
 * batch, in any order, on any machine.
 */
public final class SampleNoise implements NoiseSource {
    private final SplitMix[] streams;

    /**
     * Streams of the samples {@code first} to {@code first + count - 1} of a seed.
     *
     * @param purpose separates streams of the same sample, such as those of two levels
     */
    public SampleNoise(long seed, long purpose, long first, int count) {
        streams = new SplitMix[count];
        for (int i = 0; i < count; i++) {
            streams[i] = SplitMix.of(seed, first + i, purpose);
        }
    }

    @Override
    public Tensor next(long... shape) {
        if (shape[0] != streams.length) {
            throw new IllegalArgumentException(
                    "noise of " + streams.length + " samples, not " + shape[0]);
        }
        float[] values = new float[Math.toIntExact(Shapes.count(shape))];
        int each = values.length / Math.max(1, streams.length);
        for (int i = 0; i < streams.length; i++) {
            for (int j = 0; j < each; j++) {
                values[i * each + j] = (float) streams[i].gaussian();
            }
        }
        return Plain.tensor(values, shape);
    }
}
