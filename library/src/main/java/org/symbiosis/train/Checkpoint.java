package org.symbiosis.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * Everything that makes a resumed training equal an unbroken one: weights, optimiser, mean weights,
 * random generator, step, and place in the data. One safetensors file.
 */
final class Checkpoint {
    private static final int FORMAT = 1;

    private Checkpoint() {}

    /** The parts of a training by the gradient of one loss; the running mean may be null. */
    record Parts(Method method, Optimizer optimizer, Ema ema) implements Checkpointed {
        @Override
        public Map<String, Tensor> state() {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            method.model().state().forEach((n, t) -> tensors.put("model." + n, t));
            optimizer.state().forEach((n, t) -> tensors.put("optimizer." + n, t));
            if (ema != null) {
                ema.state().forEach((n, t) -> tensors.put("ema." + n, t));
            }
            return tensors;
        }

        @Override
        public void load(Function<String, Map<String, Tensor>> saved) {
            method.model().load(saved.apply("model."));
            optimizer.load(saved.apply("optimizer."));
            if (ema != null) {
                ema.load(saved.apply("ema."));
            }
        }
    }

    /**
     * Where a training stood.
     *
     * @param batchesPerEpoch of the data, or 0 when no data was seen yet
     * @param data what marks it; empty when that is not known
     */
    record Place(long step, Position position, int batchesPerEpoch, String data) {
        static final Place START = new Place(0, Position.START, 0, "");
    }

    static void save(Path path, Checkpointed parts, Place place, ModelIdentity identity) {
        try (Scope s = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(parts.state());
            tensors.put("generator", Seed.state());
            Map<String, String> notes = new LinkedHashMap<>();
            notes.put("format", "symbiosis-checkpoint");
            notes.put("version", Integer.toString(FORMAT));
            notes.put("kind", identity.kind());
            notes.put("config", identity.config());
            notes.put("step", Long.toString(place.step()));
            notes.put("epoch", Long.toString(place.position().epoch()));
            notes.put("consumed", Integer.toString(place.position().consumed()));
            notes.put("batchesPerEpoch", Integer.toString(place.batchesPerEpoch()));
            notes.put("data", place.data());
            Safetensors.write(path, tensors, notes);
        }
    }

    /** Where the training stood when the checkpoint was saved. */
    static Place place(Path path) {
        try (Safetensors file = open(path)) {
            requireReadable(path, file.metadata());
            return place(path, file.metadata());
        }
    }

    /** Puts the parts and the random generator back to where the checkpoint was saved. */
    static void load(Path path, Checkpointed parts, ModelIdentity identity) {
        try (Scope s = Scope.open();
                Safetensors file = open(path)) {
            requireReadable(path, file.metadata());
            requireSame(path, file.metadata(), identity);
            parts.load(file::tensors);
            Seed.restore(file.tensor("generator").clone());
        }
    }

    private static Safetensors open(Path path) {
        try {
            return Safetensors.open(path);
        } catch (UserError e) {
            throw UserError.failed(
                    "the checkpoint " + path + " is truncated or damaged",
                    "remove it, and --resume goes on from the one before it",
                    e);
        }
    }

    private static Place place(Path path, Map<String, String> notes) {
        try {
            return new Place(
                    Long.parseLong(notes.get("step")),
                    new Position(
                            Long.parseLong(notes.get("epoch")),
                            Integer.parseInt(notes.get("consumed"))),
                    Integer.parseInt(notes.get("batchesPerEpoch")),
                    notes.getOrDefault("data", ""));
        } catch (NumberFormatException e) {
            throw UserError.failed(
                    path + " does not note where its training stood",
                    "remove it to go on from an older checkpoint",
                    e);
        }
    }

    private static void requireReadable(Path path, Map<String, String> notes) {
        if (!"symbiosis-checkpoint".equals(notes.get("format"))) {
            throw UserError.failed(
                    path + " is no checkpoint of a training", "give a run's folder to --resume");
        }
        if (!Integer.toString(FORMAT).equals(notes.get("version"))) {
            throw UserError.failed(
                    path + " was written by a newer version of Symbiosis",
                    "update Symbiosis, or resume with the version that wrote it");
        }
    }

    private static void requireSame(Path path, Map<String, String> notes, ModelIdentity identity) {
        if (!identity.kind().equals(notes.get("kind"))) {
            throw UserError.failed(
                    path
                            + " holds a model of kind '"
                            + notes.get("kind")
                            + "', not '"
                            + identity.kind()
                            + "'",
                    "resume it with the command that made it");
        }
        if (!identity.config().equals(notes.get("config"))) {
            throw UserError.failed(
                    path + " belongs to a model of another configuration",
                    "resume with the run's own config.yaml");
        }
    }
}
