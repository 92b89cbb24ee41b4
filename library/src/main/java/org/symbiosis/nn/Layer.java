package org.symbiosis.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * A part of a network: named parameters, named buffers and named children.
 *
 * <p>Names and their order equal the reference implementations' state dicts (own parameters first,
 * then own buffers, then children, depth first), so that weights load without a table. Tensors are
 * kept for the layer's life and changed in place only, so that the fields of subclasses stay valid.
 */
public abstract class Layer implements AutoCloseable {
    static {
        Engine.start();
    }

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final List<Scalar> constants = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private boolean training = true;

    private record Child(String name, Layer layer) {
        String prefix() {
            return name.isEmpty() ? "" : name + ".";
        }
    }

    /** Registers a trained tensor. */
    protected final Tensor parameter(String name, Tensor initial) {
        Tensor kept = Scope.keep(initial.detach().requires_grad_(true));
        parameters.put(name, kept);
        return kept;
    }

    /** Registers a tensor that is saved but not trained: fixed positions, running statistics. */
    protected final Tensor buffer(String name, Tensor initial) {
        Tensor kept = Scope.keep(initial.detach());
        buffers.put(name, kept);
        return kept;
    }

    /** A number that operations take, kept for the layer's life; it is not saved. */
    protected final Scalar constant(double value) {
        Scalar kept = Scope.keep(new Scalar(value));
        constants.add(kept);
        return kept;
    }

    /**
     * Registers a child; its names are prefixed with {@code name} and a dot. A child without a name
     * lends its names to this layer as they are: for parts that the reference keeps in one class.
     */
    protected final <L extends Layer> L child(String name, L layer) {
        children.add(new Child(name, layer));
        return layer;
    }

    /** Trained tensors by their full names. */
    public final Map<String, Tensor> parameters() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all, true, false);
        return all;
    }

    /** Everything that is saved: parameters and buffers by their full names. */
    public final Map<String, Tensor> state() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all, true, true);
        return all;
    }

    private void collect(String prefix, Map<String, Tensor> into, boolean p, boolean b) {
        if (p) {
            parameters.forEach((name, t) -> into.put(prefix + name, t));
        }
        if (b) {
            buffers.forEach((name, t) -> into.put(prefix + name, t));
        }
        children.forEach(c -> c.layer.collect(prefix + c.prefix(), into, p, b));
    }

    /** Number of trained values. */
    public final long parameterCount() {
        return parameters().values().stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * Copies values of the same names and shapes into this layer.
     *
     * @param weights holds every name of {@link #state()}; more names are an error too
     * @throws UserError naming the first tensor that is missing, left over or of another shape
     */
    public final void load(Map<String, Tensor> weights) {
        Map<String, Tensor> mine = state();
        for (Map.Entry<String, Tensor> e : mine.entrySet()) {
            Tensor given = weights.get(e.getKey());
            if (given == null) {
                throw UserError.failed(
                        "the weights lack '" + e.getKey() + "'",
                        "they belong to another model; check the model's configuration");
            }
            if (!Arrays.equals(Shapes.of(given), Shapes.of(e.getValue()))) {
                throw UserError.failed(
                        "'"
                                + e.getKey()
                                + "' is "
                                + Shapes.text(Shapes.of(given))
                                + " in the weights and "
                                + Shapes.text(Shapes.of(e.getValue()))
                                + " in the model",
                        "the weights belong to another model; check the model's configuration");
            }
        }
        for (String name : weights.keySet()) {
            if (!mine.containsKey(name)) {
                throw UserError.failed(
                        "the model has no '" + name + "'",
                        "the weights belong to another model; check the model's configuration");
            }
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            mine.forEach((name, t) -> t.copy_(weights.get(name)));
        }
    }

    /**
     * Makes this layer a replica: its tensors share the other's storage, its gradients stay its
     * own.
     *
     * @param other a layer of the same structure
     */
    public final void shareStorageOf(Layer other) {
        Map<String, Tensor> theirs = other.state();
        state().forEach((name, t) -> t.set_data(theirs.get(name)));
    }

    /** Whether this layer is training: drop path, batch statistics. */
    public final boolean isTraining() {
        return training;
    }

    /** Turns training behaviour of this layer and all below it on. */
    public final void train() {
        mode(true);
    }

    /** Turns training behaviour of this layer and all below it off. */
    public final void eval() {
        mode(false);
    }

    private void mode(boolean train) {
        training = train;
        children.forEach(c -> c.layer.mode(train));
    }

    /** Frees the layer's tensors. */
    @Override
    public final void close() {
        parameters.values().forEach(Scope::release);
        buffers.values().forEach(Scope::release);
        constants.forEach(Scope::release);
        children.forEach(c -> c.layer.close());
    }
}
