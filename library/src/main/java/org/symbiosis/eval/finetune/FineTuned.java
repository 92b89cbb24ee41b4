package org.symbiosis.eval.finetune;

import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;
import org.symbiosis.train.SavedModel;

/**
 * A fine-tuned classifier on disk: {@code model.safetensors}, or the run that holds it.
 *
 * @param recipe what it was made from
 * @param model the network
 */
public record FineTuned(Recipe recipe, Classifier model) implements AutoCloseable {
    /**
     * What a classifier was made from.
     *
     * @param encoder shape of the pre-trained encoder
     * @param classes their names in the order of the scores
     * @param config how it was trained
     */
    public record Recipe(
            VisionTransformerConfig encoder, List<String> classes, FineTuneConfig config) {
        /** Copies the list. */
        public Recipe {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Opens a model file or a run directory.
     *
     * @throws UserError when it is missing, truncated, of another kind or from a newer version
     */
    public static FineTuned open(Path path) {
        try (SavedModel saved = SavedModel.open(path, FineTuning.KIND)) {
            Recipe recipe = Configs.fromJson(saved.config(), Recipe.class);
            int classes = recipe.classes().size();
            Classifier model = Seed.aside(() -> new Classifier(recipe.encoder(), classes));
            saved.loadInto(model);
            return new FineTuned(recipe, model);
        }
    }

    /**
     * Percentage of images whose own class has the highest score.
     *
     * @param images of the classes of {@link #recipe}
     * @param workers threads
     */
    public double top1(ImageSource images, int workers, Progress progress) {
        Features features =
                FineTuning.pooled(model, recipe.config().evaluation(), images, workers, progress);
        return FineTuning.top1(model, features);
    }

    @Override
    public void close() {
        model.close();
    }
}
