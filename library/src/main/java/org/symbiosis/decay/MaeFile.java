package org.symbiosis.decay;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.SavedModel;

/** A masked autoencoder on disk: {@code model.safetensors}, a run, or a checkpoint. */
public record MaeFile(MaeRecipe recipe, Mae model) implements AutoCloseable {
    /**
     * Opens a model file, a run directory or a checkpoint; the model is set to evaluation.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static MaeFile open(Path path) {
        try (SavedModel saved = SavedModel.open(path, MaeTraining.KIND)) {
            MaeRecipe recipe = Configs.fromJson(saved.config(), MaeRecipe.class);
            Mae model = Seed.aside(() -> new Mae(recipe.model()));
            saved.loadInto(model);
            return new MaeFile(recipe, model);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
