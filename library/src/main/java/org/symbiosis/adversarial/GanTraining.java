package org.symbiosis.adversarial;

import java.util.function.Function;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.TrainingSet;

/** Trains a structural GAN by a recipe, from images or points to a saved model. */
public final class GanTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "gan";

    private GanTraining() {}

    /** The model as it is before its first step: what trained features are compared with. */
    public static GanModel untrained(GanRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new GanModel(recipe.model());
        }
    }

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     * @throws UserError when there are fewer images than a game needs, or the training diverges
     */
    public static Trainer.Outcome run(
            GanRecipe recipe,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        GanRecipe fitted = Fitting.to(images, recipe, progress);
        TrainingSet set = new TrainingSet(images, fitted.preparation(), onCorrupt);
        return run(fitted, set.batches(fitted.train()), run, progress);
    }

    /**
     * Trains on any stream of batches: points, for instance.
     *
     * @param data opens the stream at a position
     */
    public static Trainer.Outcome run(
            GanRecipe recipe,
            Function<Position, Batches> data,
            RunDirectory run,
            Progress progress) {
        try (GanModel model = untrained(recipe)) {
            Trainer trainer =
                    new Trainer(
                            () -> steps(model, recipe, run, progress),
                            data,
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }

    private static GanStep steps(
            GanModel model, GanRecipe recipe, RunDirectory run, Progress progress) {
        SampleSheets sheets = SampleSheets.in(run.path().resolve("samples"), recipe);
        return new GanStep(model, recipe, sheets, progress::message);
    }
}
