package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.train.Progress;

/**
 * What to reproduce something with.
 *
 * @param scale how much to compute
 * @param train images to learn from
 * @param test images to be judged on
 * @param seeds repetitions, seeds 0, 1, ...
 * @param epochs passes over the images; 0 for the scale's own
 * @param overrides of every recipe, as {@code --set} takes them
 * @param rows regular expression for the rows wanted
 * @param folder of runs, results and report
 * @param command that makes the same again
 * @param progress hears how long it goes
 */
public record Assignment(
        Scale scale,
        ImageSource train,
        ImageSource test,
        int seeds,
        double epochs,
        List<String> overrides,
        String rows,
        Path folder,
        String command,
        Progress progress) {
    /** Copies the list. */
    public Assignment {
        overrides = List.copyOf(overrides);
    }

    /** A recipe with this assignment's epochs and overrides. */
    MaeRecipe adapted(MaeRecipe recipe) {
        MaeRecipe timed = epochs > 0 ? recipe.withEpochs(epochs) : recipe;
        return Configs.withOverrides(timed, overrides);
    }

    /** The scale's ViT with decayed shortcuts and skips. */
    MaeRecipe base() {
        return switch (scale) {
            case TINY -> MaeRecipe.tiny();
            case SMALL -> MaeRecipe.cifar().withEpochs(20);
            case FULL -> MaeRecipe.table2_1();
        };
    }

    Laboratory laboratory() {
        return new Laboratory(folder, train, test, progress);
    }
}
