package org.symbiosis.decay;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.SavedModel;

/** A residual network on disk: {@code model.safetensors}, a run, or a checkpoint. */
public record ResNetFile(ResNetRecipe recipe, ResNet model) implements AutoCloseable {
    /**
     * Opens a model file, a run directory or a checkpoint; the network is set to evaluation.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static ResNetFile open(Path path) {
        try (SavedModel saved = SavedModel.open(path, ResNetTraining.KIND)) {
            ResNetRecipe recipe = Configs.fromJson(saved.config(), ResNetRecipe.class);
            ResNet model = Seed.aside(() -> new ResNet(recipe.model()));
            saved.loadInto(model);
            return new ResNetFile(recipe, model);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
