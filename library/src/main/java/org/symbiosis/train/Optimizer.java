package org.symbiosis.train;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * Moves parameters against their gradients, in place.
 *
 * <p>All state is named tensors, so that it is saved beside the weights and opens anywhere.
 */
public abstract sealed class Optimizer implements AutoCloseable permits Adam, Sgd, Lars {
    private final List<ParameterGroup> groups;
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    private long steps;

    Optimizer(List<ParameterGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /** Registers a tensor of zeros for each parameter. */
    final Map<String, Tensor> slot(String kind) {
        Map<String, Tensor> slot = new LinkedHashMap<>();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            for (ParameterGroup group : groups) {
                group.parameters()
                        .forEach(
                                (name, p) -> {
                                    Tensor zero = Scope.keep(zeros_like(p));
                                    slot.put(name, zero);
                                    state.put(kind + "." + name, zero);
                                });
            }
        }
        return slot;
    }

    /** Steps taken so far. */
    public final long steps() {
        return steps;
    }

    /** One step at this rate; parameters without gradient stay as they are. */
    public final void step(double rate) {
        steps++;
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            for (ParameterGroup group : groups) {
                for (Map.Entry<String, Tensor> e : group.parameters().entrySet()) {
                    Tensor gradient = e.getValue().grad();
                    if (gradient.defined()) {
                        update(
                                e.getKey(),
                                e.getValue(),
                                gradient,
                                rate * group.rateScale(),
                                group.weightDecay());
                    }
                }
            }
        }
    }

    /** Moves one parameter. */
    abstract void update(String name, Tensor p, Tensor gradient, double rate, double weightDecay);

    /** Sets all gradients to zero. */
    public final void zeroGradients() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            for (ParameterGroup group : groups) {
                Gradients.zero(group.parameters().values());
            }
        }
    }

    /** Everything that a resumed training needs, by name. */
    public final Map<String, Tensor> state() {
        Map<String, Tensor> all = new LinkedHashMap<>(state);
        all.put("step", Plain.tensor(new long[] {steps}, 1));
        return all;
    }

    /**
     * Takes up a saved state.
     *
     * @throws UserError when it belongs to another model or optimiser
     */
    public final void load(Map<String, Tensor> saved) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            if (!saved.containsKey("step")) {
                throw UserError.failed(
                        "the checkpoint does not note the optimiser's steps",
                        "resume from another one");
            }
            for (Map.Entry<String, Tensor> e : state.entrySet()) {
                Tensor given = saved.get(e.getKey());
                if (given == null || !Arrays.equals(Shapes.of(given), Shapes.of(e.getValue()))) {
                    throw UserError.failed(
                            "the checkpoint holds no optimiser state '" + e.getKey() + "'",
                            "resume with the optimiser and the model that it was made with");
                }
                e.getValue().copy_(given);
            }
            steps = Plain.longs(saved.get("step"))[0];
        }
    }

    @Override
    public final void close() {
        state.values().forEach(Scope::release);
    }

    static Scalar scalar(double value) {
        return new Scalar(value);
    }
}
