package org.symbiosis.intrinsics;

import org.symbiosis.config.Configs;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.lit.LightPairs;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.GradientStep;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/** Trains a network that relights by a recipe, from scenes to a saved model. */
public final class RelightTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "latent-intrinsics";

    private static final long CACHE_BYTES = 1L << 28;

    private RelightTraining() {}

    /** The model as it is before its first step. */
    public static LatentIntrinsics untrained(RelightRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new LatentIntrinsics(recipe.model());
        }
    }

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     */
    public static Trainer.Outcome run(
            RelightRecipe recipe,
            LitScenes scenes,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        return run(recipe, untrained(recipe), scenes, onCorrupt, run, progress);
    }

    /**
     * The same from a model's weights: fine-tuning.
     *
     * @param start of the recipe's shape; closed at the end
     */
    public static Trainer.Outcome run(
            RelightRecipe recipe,
            LatentIntrinsics start,
            LitScenes scenes,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        LightPairs pairs = new LightPairs(scenes, recipe.crop(), recipe.shorterSide(), CACHE_BYTES);
        int batch = Math.min(recipe.train().batch(), pairs.size());
        long seed = recipe.train().seed();
        LoaderConfig loading = LoaderConfig.training(batch, seed, onCorrupt);
        if (recipe.model().taps().contains(recipe.model().resolution())) {
            progress.message(
                    "note: the top level is tapped; the decoder then copies pixels, and the light"
                            + " leaks through the intrinsics");
        }
        RelightSheets sheets =
                new RelightSheets(run.path().resolve("samples"), recipe.sheetEvery(), scenes);
        try (LatentIntrinsics model = start) {
            model.train();
            Trainer trainer =
                    new Trainer(
                            () ->
                                    new SheetedStep(
                                            new GradientStep(
                                                    new RelightMethod(
                                                            model, recipe.relight(), batch, seed),
                                                    recipe.train()),
                                            model,
                                            sheets),
                            place -> new Loader(pairs, loading, place),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }
}
