package org.symbiosis.contrastive;

import org.symbiosis.UserError;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.TrainingSet;

/** Trains SimCLR by a recipe, from images to a saved network. */
public final class SimClrTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "simclr";

    private SimClrTraining() {}

    /** The network as it is before its first step: what trained features are compared with. */
    public static Discriminator untrained(SimClrRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new Discriminator(recipe.model().network());
        }
    }

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     * @throws UserError when there are fewer than two images
     */
    public static Trainer.Outcome run(
            SimClrRecipe recipe,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        if (images.size() < 2) {
            throw UserError.usage(
                    images.name() + " holds one image", "SimCLR tells images apart: give more");
        }
        if (recipe.views() == Views.NONE) {
            progress.message("note: both views of an image are the same; the loss only spreads");
        }
        try (Discriminator network = untrained(recipe)) {
            return new Trainer(
                            new SimClrMethod(network, recipe),
                            new TrainingSet(images, recipe.preparation(), onCorrupt),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress)
                    .run();
        }
    }
}
