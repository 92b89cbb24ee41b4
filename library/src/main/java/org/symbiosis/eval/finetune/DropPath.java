package org.symbiosis.eval.finetune;

import static org.bytedeco.pytorch.global.torch.rand;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;

/** Stochastic depth (Huang et al. 2016) whose rate grows linearly with the block. */
final class DropPath {
    private DropPath() {}

    /** The rate of each branch, two to a block: 0 in the first block, {@code rate} in the last. */
    static float[] rates(double rate, int depth) {
        float[] rates = new float[2 * depth];
        for (int s = 0; s < rates.length; s++) {
            rates[s] = (float) (depth == 1 ? 0 : rate * (s / 2) / (depth - 1));
        }
        return rates;
    }

    /**
     * Which branches stay for which image, drawn from the engine's generator.
     *
     * @return {@code (B, 2 depth)}: 0 for a dropped branch, 1 / (1 - rate) for a kept one
     */
    static Tensor draw(long images, double rate, int depth) {
        float[] rates = rates(rate, depth);
        float[] scales = new float[rates.length];
        for (int s = 0; s < rates.length; s++) {
            scales[s] = 1 / (1 - rates[s]);
        }
        Tensor kept = rand(images, rates.length).ge(Plain.tensor(rates, rates.length));
        return kept.to(ScalarType.Float).mul(Plain.tensor(scales, scales.length));
    }
}
