package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.Locations;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeRecipe;

/**
 * An attention model that tables of chapter 4 judge.
 *
 * @param name in the tables
 * @param location where its weights are, for a seed; those that we train are trained when asked for
 */
record Subject(String name, LongFunction<String> location) {
    private static final double TINY_EPOCHS = 8;

    /**
     * The models that were named; without any a masked autoencoder of our own for each seed,
     * trained on rooms that are not judged.
     */
    static List<Subject> of(Assignment a) {
        List<Subject> named = new ArrayList<>();
        for (String model : a.materials().models()) {
            String name = Path.of(model).getFileName().toString();
            named.add(new Subject(name, seed -> model));
        }
        if (named.isEmpty()) {
            named.add(new Subject("own MAE", seed -> own(a, seed)));
        }
        return named;
    }

    private static String own(Assignment a, long seed) {
        String scenes =
                switch (a.scale()) {
                    case TINY -> "rooms:scenes?n=240&size=32";
                    case SMALL -> "rooms:scenes?n=1000&size=32";
                    case FULL ->
                            throw UserError.usage(
                                    "--scale full without a model",
                                    "name one by --model, as dino-s16");
                };
        double epochs = a.scale() == Scale.TINY ? TINY_EPOCHS : 2 * TINY_EPOCHS;
        MaeRecipe usual = MaeRecipe.tiny().withEpochs(epochs);
        MaeRecipe recipe = new MaeRecipes(a).adapted(usual);
        MaeRecipe own = recipe.withTrain(recipe.train().withSeed(seed));
        String settings = Fingerprint.of(scenes + Configs.json(own));
        Path run = a.folder().resolve("encoder-seed-" + seed + "-" + settings);
        try (ImageSource images = Locations.open(scenes)) {
            a.progress().message("training an encoder of our own, seed " + seed + ":");
            MaeRun.train(own, images, run, a.progress());
        }
        return run.toString();
    }
}
