package org.symbiosis.contrastive;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.SavedModel;

/** A network trained by SimCLR on disk: {@code model.safetensors}, a run, or a checkpoint. */
public record SimClrFile(SimClrRecipe recipe, Discriminator model) implements AutoCloseable {
    /**
     * Opens a model file, a run directory or a checkpoint; the model is set to evaluation.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static SimClrFile open(Path path) {
        try (SavedModel saved = SavedModel.open(path, SimClrTraining.KIND)) {
            SimClrRecipe recipe = Configs.fromJson(saved.config(), SimClrRecipe.class);
            Discriminator model = Seed.aside(() -> new Discriminator(recipe.model().network()));
            saved.loadInto(model);
            return new SimClrFile(recipe, model);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
