package org.symbiosis.train;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;

/**
 * What the trainer repeats: it changes a model by a few batches. {@link GradientStep} goes down the
 * gradient of one loss; methods of two players have steps of their own.
 */
public interface TrainingStep extends Checkpointed, AutoCloseable {
    /** File of a run that finished weights go to. */
    String MODEL = "model.safetensors";

    /**
     * Where a training stands.
     *
     * @param step number of the step to be taken, from 1
     * @param share of its steps that are done, in [0, 1)
     * @param rate learning rate of the step to be taken
     */
    record Moment(long step, double share, double rate) {}

    /**
     * What a step came to.
     *
     * @param loss that is logged
     * @param gradientNorm of all gradients together, before clipping
     * @param note short figures for the terminal
     * @param metrics more numbers to log; asked for at once or not at all
     */
    record Result(
            double loss, double gradientNorm, String note, Supplier<Map<String, Double>> metrics) {}

    /**
     * Takes one step.
     *
     * @param batches as many as the configuration accumulates
     * @throws Diverged when numbers have left their range
     */
    Result take(List<Batch> batches, Moment now);

    /** Finished weights by the name of the file that they go to; one is {@link #MODEL}. */
    Map<String, Map<String, Tensor>> finished();

    @Override
    void close();
}
