package org.symbiosis.diffusion;

import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.TrainingSet;

/** Trains a diffusion model by a recipe, from images to a saved model and its mean weights. */
public final class DiffusionTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "diffusion";

    private DiffusionTraining() {}

    /** The model as it is before its first step. */
    public static UVit untrained(DiffusionRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new UVit(recipe.model());
        }
    }

    /** Trains on pixels into a run directory, or continues there; returns how it ended. */
    public static Trainer.Outcome run(
            DiffusionRecipe recipe,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        return run(recipe, LatentSpace.pixels(), images, onCorrupt, run, progress);
    }

    /**
     * Trains in a space into a run directory, or continues there.
     *
     * @param space as the recipe describes it
     * @return how it ended
     * @throws UserError when the images have other classes than the model is told
     */
    public static Trainer.Outcome run(
            DiffusionRecipe recipe,
            LatentSpace space,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        requireFit(recipe, space);
        requireClasses(recipe, images);
        try (UVit model = untrained(recipe)) {
            Trainer trainer =
                    new Trainer(
                            new DiffusionMethod(model, recipe, space),
                            new TrainingSet(images, recipe.preparation(), onCorrupt),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }

    /** Checks that latents are those that the network takes. */
    static void requireFit(DiffusionRecipe recipe, LatentSpace space) {
        if (space.factor() != recipe.space().factor()
                || space.channels() != recipe.model().channels()) {
            throw UserError.usage(
                    "the model takes %d channels at 1/%d of the pixels, the autoencoder gives %d at 1/%d"
                            .formatted(
                                    recipe.model().channels(),
                                    recipe.space().factor(),
                                    space.channels(),
                                    space.factor()),
                    "give the autoencoder of the recipe, or change model.channels and space");
        }
    }

    private static void requireClasses(DiffusionRecipe recipe, ImageSource images) {
        int classes = recipe.model().conditioning().classes();
        int given = images.classes().size();
        if (classes > 0 && classes != given) {
            throw UserError.usage(
                    "the model is told one of %d classes, and %s has %d"
                            .formatted(classes, images.name(), given),
                    given == 0
                            ? "give images in one folder per class, or train without classes"
                            : "train with --classes " + given);
        }
    }
}
