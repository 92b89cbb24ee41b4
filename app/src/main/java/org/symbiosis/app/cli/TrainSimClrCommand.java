package org.symbiosis.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.symbiosis.contrastive.SimClrRecipe;
import org.symbiosis.contrastive.SimClrTraining;
import org.symbiosis.contrastive.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train simclr}. */
@Command(
        name = "simclr",
        description =
                "SimCLR on the discriminator's backbone: what the structural GAN is compared with"
                        + " (Table 3.2).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train simclr --data cifar10-train.tar.gz --preset cifar"
                    + " --augmentation none --out runs/simclr",
            "         symbiosis train simclr --resume runs/simclr"
        })
final class TrainSimClrCommand implements Callable<Integer> {
    /** Recipes that {@code --preset} knows. */
    enum Preset {
        TINY,
        CIFAR,
        IMAGENET10;

        SimClrRecipe recipe() {
            return switch (this) {
                case TINY -> SimClrRecipe.tiny();
                case CIFAR -> SimClrRecipe.cifar();
                case IMAGENET10 -> SimClrRecipe.imagenet10();
            };
        }
    }

    /** Rows of Table 3.2 by their letters. */
    enum Augmentation {
        NONE(Views.NONE),
        F(Views.FLIP),
        FC(Views.FLIP_AND_CROP),
        FCJ(Views.SIMCLR);

        private final Views views;

        Augmentation(Views views) {
            this.views = views;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "tiny, cifar or imagenet10 (default: tiny).")
    private Preset preset;

    @Option(
            names = "--augmentation",
            paramLabel = "ROW",
            description =
                    "How the two views differ: none, f (flip), fc (and crop) or fcj (and colours:"
                            + " SimCLR's own, the default).")
    private Augmentation augmentation;

    @Mixin private TrainingOptions training;

    @Override
    public Integer call() {
        training.requireNew("--preset", preset);
        training.requireNew("--augmentation", augmentation);
        SimClrRecipe recipe = (preset == null ? Preset.TINY : preset).recipe();
        return training.train(
                "simclr",
                augmentation == null ? recipe : recipe.withViews(augmentation.views),
                SimClrTraining::run);
    }
}
