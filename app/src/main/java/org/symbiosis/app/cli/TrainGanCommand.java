package org.symbiosis.app.cli;

import java.util.concurrent.Callable;
import org.symbiosis.adversarial.GanPresets;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train gan}. */
@Command(
        name = "gan",
        description =
                "Structural GAN: a generator, and a discriminator that becomes a feature extractor"
                        + " without labels or augmented views.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train gan --data cifar10-train.tar.gz --preset tiny --out runs/gan",
            "         symbiosis train gan --preset tiny-hinge --set train.batch=32",
            "         symbiosis train gan --resume runs/gan",
            "Samples are drawn into the run's folder on the way (--set sheetEvery=N)."
        })
final class TrainGanCommand implements Callable<Integer> {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "tiny, cifar10, cifar100, imagenet10 or imagenet100; with -jsd-only,"
                            + " -bhattacharyya, -hinge, -spectral-norm, -aug-none or -aug-f for an"
                            + " ablation (default: tiny).")
    private String preset;

    @Mixin private TrainingOptions training;

    @Override
    public Integer call() {
        training.requireNew("--preset", preset);
        GanRecipe recipe = GanPresets.named(preset == null ? "tiny" : preset);
        return training.train("gan", recipe, GanTraining::run);
    }
}
