package org.symbiosis.app.cli;

import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train mae}. */
@Command(
        name = "mae",
        description = "Masked autoencoder with decayed identity shortcuts and U-Net skips.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train mae --data cifar10-train.tar.gz --preset cifar --out runs/c10",
            "         symbiosis train mae --set model.shortcut.linear-decay.alphaMin=0.7",
            "         symbiosis train mae --resume runs/c10"
        })
final class TrainMaeCommand implements Callable<Integer> {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "tiny, cifar, table-2.1, table-2.2-768-12, ..., original-mae"
                            + " (default: tiny).")
    private String preset;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of the images (default: the preset's).")
    private Integer size;

    @Mixin private TrainingOptions training;

    @Override
    public Integer call() {
        training.requireNew("--preset", preset);
        training.requireNew("--size", size);
        MaeRecipe recipe = MaePreset.recipe(preset == null ? "tiny" : preset);
        return training.train("mae", size == null ? recipe : sized(recipe), MaeTraining::run);
    }

    private MaeRecipe sized(MaeRecipe recipe) {
        try {
            return recipe.withSide(size);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--size " + size, e.getMessage());
        }
    }
}
