package org.symbiosis.decay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * A residual network on disk: {@code model.safetensors}, the run that holds it, or a checkpoint,
 * for looking at the network in the course of its training.
 */
public record ResNetFile(ResNetRecipe recipe, ResNet model) implements AutoCloseable {
    private static final String CHECKPOINT = "symbiosis-checkpoint";

    /**
     * Opens a model file, a checkpoint or a run directory; the network is set to evaluation.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static ResNetFile open(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (Files.isDirectory(path) && !Files.exists(file)) {
            throw UserError.usage(
                    path + " holds no finished model",
                    "finish the training with --resume, or give a model.safetensors");
        }
        try (Scope s = Scope.open();
                Safetensors weights = Safetensors.open(file)) {
            Map<String, String> notes = weights.metadata();
            check(file, notes);
            ResNetRecipe recipe = Configs.fromJson(notes.get("config"), ResNetRecipe.class);
            Tensor generator = Seed.state();
            ResNet model = new ResNet(recipe.model());
            Seed.restore(generator);
            model.load(weights.tensors(CHECKPOINT.equals(notes.get("format")) ? "model." : ""));
            model.eval();
            return new ResNetFile(recipe, model);
        }
    }

    /** The checkpoints that a run still holds, oldest first; each can be opened. */
    public static List<Path> checkpoints(Path run) {
        try (Stream<Path> list = Files.list(run.resolve("checkpoints"))) {
            return list.filter(p -> p.getFileName().toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw UserError.usage(run + " holds no checkpoints", "give a training's folder", e);
        }
    }

    private static void check(Path file, Map<String, String> notes) {
        String format = notes.getOrDefault("format", "");
        if (!format.equals("symbiosis-model") && !format.equals(CHECKPOINT)) {
            throw UserError.usage(
                    file + " is no model of ours", "give a model.safetensors or a run's folder");
        }
        if (!"1".equals(notes.get("version"))) {
            throw UserError.failed(
                    file + " was written by a newer version of Symbiosis", "update Symbiosis");
        }
        if (!ResNetTraining.KIND.equals(notes.get("kind"))) {
            throw UserError.usage(
                    file + " holds a model of kind '" + notes.get("kind") + "', not 'resnet'",
                    "give a residual network");
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
