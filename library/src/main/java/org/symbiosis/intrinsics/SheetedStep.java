package org.symbiosis.intrinsics;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.train.TrainingStep;

/**
 * A training's steps, with sheets of pictures on the way.
 *
 * @param step what changes the model
 * @param model that is shown
 */
record SheetedStep(TrainingStep step, LatentIntrinsics model, RelightSheets sheets)
        implements TrainingStep {
    @Override
    public Result take(List<Batch> batches, Moment now) {
        Result result = step.take(batches, now);
        sheets.after(now.step(), model);
        return result;
    }

    @Override
    public Map<String, Map<String, Tensor>> finished() {
        return step.finished();
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public void load(Function<String, Map<String, Tensor>> saved) {
        step.load(saved);
    }

    @Override
    public void close() {
        step.close();
    }
}
