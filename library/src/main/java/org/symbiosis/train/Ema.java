package org.symbiosis.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

/** A running mean of weights: {@code mean <- decay mean + (1 - decay) weights}. */
public final class Ema implements AutoCloseable {
    private final Map<String, Tensor> source;
    private final Map<String, Tensor> mean = new LinkedHashMap<>();

    /** Starts from a copy of the model's weights. */
    public Ema(Layer model) {
        this.source = model.state();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            source.forEach((name, t) -> mean.put(name, Scope.keep(t.detach().clone())));
        }
    }

    /**
     * Takes up the model's present weights.
     *
     * @param decay share of the mean that stays, in [0, 1)
     */
    public void update(double decay) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Scalar old = new Scalar(decay);
            Scalar fresh = new Scalar(1 - decay);
            source.forEach(
                    (name, t) -> {
                        Tensor m = mean.get(name);
                        if (t.is_floating_point()) {
                            m.mul_(old).add_(t.detach(), fresh);
                        } else {
                            m.copy_(t); // counters have no mean
                        }
                    });
        }
    }

    /** The mean weights under the model's names and in its order, so that files are repeatable. */
    public Map<String, Tensor> state() {
        return Collections.unmodifiableMap(mean);
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
