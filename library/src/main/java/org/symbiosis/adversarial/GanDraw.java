package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.randn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.tensor.Plain;

/**
 * All that is random about one iteration.
 *
 * @param real images {@code (B, C, H, W)}, or points {@code (B, C)}
 * @param labels classes {@code (B)} for the probe, or null
 * @param noiseD what the generator makes the discriminator's fakes of {@code (B, v)}
 * @param noiseG the same for the generator's own step
 * @param u start of the power iteration {@code (2 B, p)}
 */
public record GanDraw(Tensor real, Tensor labels, Tensor noiseD, Tensor noiseG, Tensor u) {
    /** A batch with fresh noise from the engine's generator. */
    static GanDraw of(Batch batch, GanConfig config) {
        List<Integer> one = config.generator().shape();
        long[] shape = new long[1 + one.size()];
        shape[0] = batch.size();
        for (int i = 0; i < one.size(); i++) {
            shape[1 + i] = one.get(i);
        }
        int noise = config.generator().noise();
        return new GanDraw(
                Plain.tensor(batch.pixels(), shape),
                config.discriminator().classes() == 0 ? null : labels(batch),
                randn(batch.size(), noise),
                randn(batch.size(), noise),
                randn(2L * batch.size(), config.discriminator().embedding()));
    }

    private static Tensor labels(Batch batch) {
        long[] labels = new long[batch.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
        }
        return Plain.tensor(labels, labels.length);
    }

    /** Images in the batch. */
    long rows() {
        return real.size(0);
    }
}
