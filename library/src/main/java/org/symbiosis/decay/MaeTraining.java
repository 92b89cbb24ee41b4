package org.symbiosis.decay;

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

/** Pre-trains a masked autoencoder by a recipe, from images to a saved model. */
public final class MaeTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "mae";

    private MaeTraining() {}

    /** The model as it is before its first step: what trained features are compared with. */
    public static Mae untrained(MaeRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new Mae(recipe.model());
        }
    }

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     */
    public static Trainer.Outcome run(
            MaeRecipe recipe,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        double effective = recipe.model().shortcut().effective(recipe.model().depth());
        progress.message("alpha_eff %.3g".formatted(effective));
        int unreached = recipe.model().unreachedSources();
        if (unreached > 0) {
            progress.message(
                    "note: "
                            + unreached
                            + " of "
                            + recipe.model().depth() / 2
                            + " skip sources find no decoder block; pixel detail then has to"
                            + " travel through the deep encoder blocks (more decoder blocks"
                            + " would help)");
        }
        try (Mae model = untrained(recipe)) {
            Trainer trainer =
                    new Trainer(
                            new MaeMethod(model),
                            new TrainingSet(images, recipe.preparation(), onCorrupt),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }
}
