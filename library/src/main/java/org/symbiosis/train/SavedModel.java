package org.symbiosis.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/**
 * A model on disk: {@code model.safetensors}, the run that holds it, or a checkpoint of its
 * training, for looking at it on the way.
 */
public final class SavedModel implements AutoCloseable {
    private static final String MODEL = "symbiosis-model";
    private static final String CHECKPOINT = "symbiosis-checkpoint";

    private final Safetensors file;

    private SavedModel(Safetensors file) {
        this.file = file;
    }

    /**
     * Opens a model of a kind.
     *
     * @param path a file or a run's folder
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static SavedModel open(Path path, String kind) {
        Path file = file(path);
        Safetensors weights = Safetensors.open(file);
        try {
            check(file, weights.metadata(), kind);
            return new SavedModel(weights);
        } catch (UserError e) {
            weights.close();
            throw e;
        }
    }

    /**
     * The kind of the model that lies there.
     *
     * @param path a file or a run's folder
     * @throws UserError when it is missing, truncated or none of ours
     */
    public static String kind(Path path) {
        Path file = file(path);
        try (Safetensors weights = Safetensors.open(file)) {
            checkOurs(file, weights.metadata());
            return weights.metadata().getOrDefault("kind", "");
        }
    }

    private static Path file(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (Files.isDirectory(path) && !Files.exists(file)) {
            throw UserError.usage(
                    path + " holds no finished model",
                    "finish the training with --resume, or give a model.safetensors");
        }
        return file;
    }

    private static void checkOurs(Path file, Map<String, String> notes) {
        String format = notes.getOrDefault("format", "");
        if (!format.equals(MODEL) && !format.equals(CHECKPOINT)) {
            throw UserError.usage(
                    file + " is no model of ours", "give a model.safetensors or a run's folder");
        }
    }

    private static void check(Path file, Map<String, String> notes, String kind) {
        checkOurs(file, notes);
        if (!"1".equals(notes.get("version"))) {
            throw UserError.failed(
                    file + " was written by a newer version of Symbiosis", "update Symbiosis");
        }
        if (!kind.equals(notes.get("kind"))) {
            throw UserError.usage(
                    file + " holds a model of kind '" + notes.get("kind") + "', not '" + kind + "'",
                    "give a model of kind '" + kind + "'");
        }
    }

    /** What the model was made from, as JSON. */
    public String config() {
        return file.metadata().get("config");
    }

    /** Steps of the training until then; empty where they were not noted yet. */
    public OptionalLong step() {
        String noted = file.metadata().get("step");
        return noted == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(noted));
    }

    /** Copies the weights into a model of that configuration, and sets it to evaluation. */
    public void loadInto(Layer model) {
        boolean isCheckpoint = CHECKPOINT.equals(file.metadata().get("format"));
        try (Scope s = Scope.open()) {
            Map<String, Tensor> weights = file.tensors(isCheckpoint ? "model." : "");
            model.load(weights);
        }
        model.eval();
    }

    /**
     * As {@link #loadInto}, with the mean weights where the file is a checkpoint that holds them.
     *
     * @return whether they were there
     */
    public boolean loadMeanInto(Layer model) {
        if (file.names().stream().noneMatch(name -> name.startsWith("ema."))) {
            loadInto(model);
            return false;
        }
        try (Scope s = Scope.open()) {
            model.load(file.tensors("ema."));
        }
        model.eval();
        return true;
    }

    /** The checkpoints that a run still holds, oldest first. */
    public static List<Path> checkpoints(Path run) {
        try (Stream<Path> list = Files.list(run.resolve("checkpoints"))) {
            return list.filter(p -> p.getFileName().toString().matches("step-\\d+\\.safetensors"))
                    .sorted(Comparator.comparingInt(SavedModel::length).thenComparing(p -> p))
                    .toList();
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot list the checkpoints of " + run, "check the folder's rights", e);
        }
    }

    /** The step at which a checkpoint was written. */
    public static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().replaceAll("\\D", ""));
    }

    /** Steps of more than eight digits make longer names. */
    private static int length(Path checkpoint) {
        return checkpoint.getFileName().toString().length();
    }

    @Override
    public void close() {
        file.close();
    }
}
