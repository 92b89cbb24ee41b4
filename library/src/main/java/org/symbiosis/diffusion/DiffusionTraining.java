package org.symbiosis.diffusion;

import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

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

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     * @throws UserError when the recipe does not fit the examples
     */
    public static Trainer.Outcome run(
            DiffusionRecipe recipe, Examples examples, RunDirectory run, Progress progress) {
        examples.require(recipe);
        requireClasses(recipe, examples);
        try (UVit model = untrained(recipe)) {
            Trainer trainer =
                    new Trainer(
                            new DiffusionMethod(model, recipe, examples::seen),
                            examples.batches(recipe),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }

    private static void requireClasses(DiffusionRecipe recipe, Examples examples) {
        int classes = recipe.model().conditioning().classes();
        int given = examples.classes();
        if (classes > 0 && classes != given) {
            throw UserError.usage(
                    "the model is told one of %d classes, and %s has %d"
                            .formatted(classes, examples.name(), given),
                    given == 0
                            ? "give images in one folder per class, or train without classes"
                            : "train with --classes " + given);
        }
    }
}
