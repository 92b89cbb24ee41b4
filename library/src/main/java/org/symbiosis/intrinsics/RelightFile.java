package org.symbiosis.intrinsics;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.train.SavedModel;

/** A network that relights, on disk: a model file, a run, or a checkpoint. */
public record RelightFile(RelightRecipe recipe, LatentIntrinsics model) implements AutoCloseable {
    /** Which weights of a run. */
    public enum Weights {
        /** Those after the last step. */
        LAST,
        /** Their running mean over steps. */
        MEAN
    }

    /** Opens the last weights; see the other. */
    public static RelightFile open(Path path) {
        return open(path, Weights.LAST);
    }

    /**
     * Opens a model file, a run directory, a checkpoint, or weights that the chapter's authors
     * publish, which are taken as {@link RelightRecipe#full()}; the model is set to evaluation.
     *
     * @param weights which of a run's or a checkpoint's; one that was trained without a mean, and a
     *     finished file, have one kind only
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static RelightFile open(Path path, Weights weights) {
        if (Files.isRegularFile(path) && AuthorsWeights.areIn(path)) {
            RelightRecipe full = RelightRecipe.full();
            return new RelightFile(full, AuthorsWeights.open(path, weights, full.model()));
        }
        Path mean = path.resolve("ema.safetensors");
        Path file = weights == Weights.MEAN && Files.exists(mean) ? mean : path;
        try (SavedModel saved = SavedModel.open(file, RelightTraining.KIND)) {
            RelightRecipe recipe = Configs.fromJson(saved.config(), RelightRecipe.class);
            LatentIntrinsics model =
                    Initialisation.blank(() -> new LatentIntrinsics(recipe.model()));
            try {
                if (weights == Weights.MEAN) {
                    saved.loadMeanInto(model);
                } else {
                    saved.loadInto(model);
                }
            } catch (UserError e) {
                model.close();
                throw e;
            }
            return new RelightFile(recipe, model);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
