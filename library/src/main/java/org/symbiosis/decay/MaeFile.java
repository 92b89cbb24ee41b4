package org.symbiosis.decay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** A trained masked autoencoder on disk: {@code model.safetensors}, or the run that holds it. */
public record MaeFile(MaeRecipe recipe, Mae model) implements AutoCloseable {
    /**
     * Opens a model file or a run directory.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static MaeFile open(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (Files.isDirectory(path) && !Files.exists(file)) {
            throw UserError.usage(
                    path + " holds no finished model",
                    "finish the training with --resume, or give a model.safetensors");
        }
        try (Scope s = Scope.open();
                Safetensors weights = Safetensors.open(file)) {
            check(file, weights.metadata());
            MaeRecipe recipe = Configs.fromJson(weights.metadata().get("config"), MaeRecipe.class);
            Tensor generator = Seed.state();
            Mae model = new Mae(recipe.model());
            Seed.restore(generator);
            model.load(weights.tensors());
            model.eval();
            return new MaeFile(recipe, model);
        }
    }

    private static void check(Path file, Map<String, String> notes) {
        if (!"symbiosis-model".equals(notes.get("format"))) {
            throw UserError.usage(
                    file + " is no model of ours", "give a model.safetensors or a run's folder");
        }
        if (!"1".equals(notes.get("version"))) {
            throw UserError.failed(
                    file + " was written by a newer version of Symbiosis", "update Symbiosis");
        }
        if (!MaeTraining.KIND.equals(notes.get("kind"))) {
            throw UserError.usage(
                    file + " holds a model of kind '" + notes.get("kind") + "', not 'mae'",
                    "give a masked autoencoder");
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
