package org.symbiosis.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.SavedModel;

/**
 * A diffusion model on disk: a run, its {@code ema.safetensors} or {@code model.safetensors}, or a
 * checkpoint.
 *
 * @param recipe that made it
 * @param model set to evaluation
 * @param weights which of the two it has
 * @param step of the training that they are of; empty where it was not noted yet
 */
public record DiffusionFile(DiffusionRecipe recipe, UVit model, Weights weights, OptionalLong step)
        implements AutoCloseable {
    /** Which weights of a training. */
    public enum Weights {
        /** The running mean, where there is one: what samples and features are judged by. */
        MEAN,
        /** Those of the last step. */
        LAST
    }

    /** Opens the mean weights where there are some. */
    public static DiffusionFile open(Path path) {
        return open(path, Weights.MEAN);
    }

    /**
     * Opens a run directory, a model file or a checkpoint.
     *
     * @param wanted which weights of a run or checkpoint; a single file of weights is what it is
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static DiffusionFile open(Path path, Weights wanted) {
        Path mean = path.resolve("ema.safetensors");
        boolean meanOfRun = wanted == Weights.MEAN && Files.isDirectory(path) && Files.exists(mean);
        try (SavedModel saved = SavedModel.open(meanOfRun ? mean : path, DiffusionTraining.KIND)) {
            DiffusionRecipe recipe = Configs.fromJson(saved.config(), DiffusionRecipe.class);
            UVit model = Seed.aside(() -> new UVit(recipe.model()));
            boolean isMean = wanted == Weights.MEAN && saved.loadMeanInto(model);
            if (wanted == Weights.LAST) {
                saved.loadInto(model);
            }
            return new DiffusionFile(
                    recipe, model, meanOfRun || isMean ? Weights.MEAN : Weights.LAST, saved.step());
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
