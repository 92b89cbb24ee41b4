package org.symbiosis.adversarial;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.SavedModel;

/** A structural GAN on disk: {@code model.safetensors}, a run, or a checkpoint. */
public record GanFile(GanRecipe recipe, GanModel model) implements AutoCloseable {
    /**
     * Opens a model file, a run directory or a checkpoint; the model is set to evaluation.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static GanFile open(Path path) {
        try (SavedModel saved = SavedModel.open(path, GanTraining.KIND)) {
            GanRecipe recipe = Configs.fromJson(saved.config(), GanRecipe.class);
            GanModel model = Seed.aside(() -> new GanModel(recipe.model()));
            saved.loadInto(model);
            return new GanFile(recipe, model);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
