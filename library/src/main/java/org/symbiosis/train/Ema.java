package org.symbiosis.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

/** An exponential moving average of weights: {@code mean <- decay mean + (1 - decay) weights}. */
public final class Ema implements AutoCloseable {
    private final double decay;
    private final Map<String, Tensor> source;
    private final Map<String, Tensor> mean = new LinkedHashMap<>();

    /** Starts from a copy of the model's weights. */
    public Ema(Layer model, double decay) {
        this.decay = decay;
        this.source = model.state();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            source.forEach((name, t) -> mean.put(name, Scope.keep(t.detach().clone())));
        }
    }

    /** Takes up the model's present weights. */
    public void update() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            source.forEach(
                    (name, t) -> {
                        if (t.is_floating_point()) {
                            mean.get(name)
                                    .mul_(new Scalar(decay))
                                    .add_(t.detach(), new Scalar(1 - decay));
                        } else {
                            mean.get(name).copy_(t); // counters have no mean
                        }
                    });
        }
    }

    /** The mean weights under the model's names. */
    public Map<String, Tensor> state() {
        return Map.copyOf(mean);
    }

    /** Takes up saved mean weights. */
    public void load(Map<String, Tensor> saved) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            mean.forEach(
                    (name, t) -> {
                        if (!saved.containsKey(name)) {
                            throw UserError.failed(
                                    "the checkpoint holds no mean weight '" + name + "'",
                                    "resume with the emaDecay that it was made with");
                        }
                        t.copy_(saved.get(name));
                    });
        }
    }

    @Override
    public void close() {
        mean.values().forEach(Scope::release);
    }
}
