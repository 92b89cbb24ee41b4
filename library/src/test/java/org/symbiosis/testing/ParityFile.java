package org.symbiosis.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Shapes;

/** Numbers of a reference implementation, and how far ours lie from them. */
public final class ParityFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final double FLOATS = 1e-5;

    private final Safetensors file;
    private final List<String> unchecked;
    private final List<String> failures = new ArrayList<>();
    private double worst;

    public ParityFile(Path path) {
        file = Safetensors.open(path);
        unchecked =
                new ArrayList<>(
                        file.names().stream()
                                .filter(n -> n.startsWith("output.") || n.startsWith("grad."))
                                .toList());
    }

    /** A metadata entry as JSON. */
    public JsonNode json(String key) {
        try {
            return JSON.readTree(file.metadata().get(key));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata '" + key + "' is no JSON", e);
        }
    }

    /** Whether the metadata have this entry. */
    public boolean hasNote(String key) {
        return file.metadata().containsKey(key);
    }

    /** The {@code config} entry. */
    public JsonNode config() {
        return json("config");
    }

    public boolean has(String name) {
        return file.names().contains(name);
    }

    /** Names of tensors that begin so, in the order of the file. */
    public List<String> names(String prefix) {
        return file.names().stream().filter(n -> n.startsWith(prefix)).toList();
    }

    public Tensor tensor(String name) {
        return file.tensor(name);
    }

    /** The parameters, by the names of the reference's state dict. */
    public Map<String, Tensor> parameters() {
        return file.tensors("param.");
    }

    /** The outputs that nobody has compared yet and that begin so. */
    public List<String> expected(String prefix) {
        return unchecked.stream().filter(n -> n.startsWith(prefix)).toList();
    }

    /** Leaves out a tensor that its own README says not to compare. */
    public void leaveOut(String name) {
        unchecked.remove(name);
    }

    /** Compares with the tensor of this name, if the file has it. */
    public void check(String name, Tensor ours) {
        check(name, ours, 0);
    }

    /**
     * The same where the file's README allows more.
     *
     * @param atLeast relative error that is allowed, unless that of the format is larger
     */
    public void check(String name, Tensor ours, double atLeast) {
        if (has(name)) {
            checkWithin(name, Math.max(allowed(tensor(name)), atLeast), ours);
        }
    }

    private static double allowed(Tensor theirs) {
        return switch (theirs.scalar_type().intern()) {
            case Float -> FLOATS;
            case Double -> 1e-9;
            default -> 0;
        };
    }

    /** The same with a tolerance that the file's README gives, relative to the largest value. */
    public void checkWithin(String name, double allowed, Tensor ours) {
        if (!has(name)) {
            return;
        }
        unchecked.remove(name);
        Tensor theirs = tensor(name);
        if (Shapes.count(Shapes.of(ours)) != Shapes.count(Shapes.of(theirs))) {
            failures.add(
                    name
                            + " is "
                            + Shapes.text(Shapes.of(ours))
                            + ", not "
                            + Shapes.text(Shapes.of(theirs)));
            return;
        }
        compare(name, allowed, Plain.doubles(ours), Plain.doubles(theirs));
    }

    /** Compares plain numbers with the tensor of this name, if the file has it. */
    public void check(String name, double... ours) {
        check(name, Plain.tensor(ours, ours.length));
    }

    /** For what need not equal the tensor of this name: whether ours is good enough, and why. */
    public void accept(String name, boolean good, String found) {
        unchecked.remove(name);
        if (!good) {
            failures.add(name + ": " + found);
        }
    }

    /**
     * Compares numbers that the reference computed in floats, in whatever format they are stored.
     */
    public void checkInFloats(String name, double... ours) {
        if (has(name)) {
            checkWithin(name, FLOATS, Plain.tensor(ours, ours.length));
        }
    }

    /** Compares the gradients of a layer's parameters with {@code grad.*}. */
    public void checkGradients(Layer layer) {
        layer.parameters()
                .forEach(
                        (name, p) -> {
                            if (p.grad().defined()) {
                                check("grad." + name, p.grad());
                            }
                        });
    }

    private void compare(String name, double allowed, double[] a, double[] b) {
        double difference = 0;
        double scale = 0;
        for (int i = 0; i < a.length; i++) {
            double d = Math.abs(a[i] - b[i]);
            difference = d > difference || Double.isNaN(d) ? d : difference;
            scale = Math.max(scale, Math.abs(b[i]));
        }
        double error = difference == 0 ? 0 : difference / scale;
        worst = error > worst || Double.isNaN(error) ? error : worst;
        if (!(error <= allowed)) {
            failures.add("%s differs by %.3g (allowed %.0e)".formatted(name, error, allowed));
        }
    }

    /** Largest relative error so far. */
    public double worst() {
        return worst;
    }

    /** What differs, and what was never compared. */
    public List<String> failures() {
        List<String> all = new ArrayList<>(failures);
        unchecked.forEach(n -> all.add(n + " was not compared"));
        return all;
    }

    @Override
    public void close() {
        file.close();
    }
}
