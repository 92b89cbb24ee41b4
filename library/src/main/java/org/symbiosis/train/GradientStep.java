package org.symbiosis.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;

/** A step down the gradient of a method's one loss, summed over workers and batches. */
public final class GradientStep implements TrainingStep {
    private final Method method;
    private final TrainConfig config;
    private final Checkpoint.Parts parts;
    private final Workers workers;
    private final Map<String, Tensor> parameters;

    /** Steps of a method from its present weights. */
    public GradientStep(Method method, TrainConfig config) {
        this.method = method;
        this.config = config;
        this.parameters = method.model().parameters();
        Optimizer optimizer =
                config.optimizer().create(method.groups(config.optimizer().weightDecay()));
        Ema ema = config.emaDecay() > 0 ? new Ema(method.model()) : null;
        this.parts = new Checkpoint.Parts(method, optimizer, ema);
        this.workers = new Workers(method, config.workersUsed(), config.precision());
    }

    @Override
    public Result take(List<Batch> batches, Moment now) {
        List<Draw> draws = new ArrayList<>();
        for (Batch batch : batches) {
            draws.add(method.draw(batch, now.share()));
        }
        parts.optimizer().zeroGradients();
        Workers.Result result = workers.gradients(draws);
        double norm = Gradients.norm(parameters.values());
        checkFinite(result.loss(), norm);
        Gradients.clip(parameters.values(), norm, config.clipNorm());
        parts.optimizer().step(now.rate());
        if (parts.ema() != null) {
            parts.ema().update(config.emaDecayAt(parts.optimizer().steps()));
        }
        String note = "loss %.4f".formatted(result.loss());
        return new Result(result.loss(), norm, note, result::metrics);
    }

    private void checkFinite(double loss, double norm) {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            String first = Gradients.firstNotFinite(parameters);
            String where = first == null ? "" : "; first gradient out of range: " + first;
            throw new Diverged("the loss is " + loss + where, "try " + method.remedy());
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return parts.state();
    }

    @Override
    public void load(Function<String, Map<String, Tensor>> saved) {
        parts.load(saved);
    }

    @Override
    public Map<String, Map<String, Tensor>> finished() {
        Map<String, Map<String, Tensor>> files = new LinkedHashMap<>();
        files.put(MODEL, method.model().state());
        if (parts.ema() != null) {
            files.put("ema.safetensors", parts.ema().state());
        }
        return files;
    }

    @Override
    public void close() {
        workers.close();
        if (parts.ema() != null) {
            parts.ema().close();
        }
        parts.optimizer().close();
    }
}
