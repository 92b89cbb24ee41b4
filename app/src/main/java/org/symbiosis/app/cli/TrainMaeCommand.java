package org.symbiosis.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
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
            "         symbiosis train mae --resume runs/c10"
        })
final class TrainMaeCommand implements Callable<Integer> {
    private static final String CONFIG = "config.yaml";
    private static final String IMAGES = "images.yaml";

    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            description = Locations.HELP + " (default: rooms, or those of the resumed run).")
    private String data;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "tiny",
            description =
                    "tiny, cifar, table-2.1, table-2.2-768-12, ..., original-mae"
                            + " (default: ${DEFAULT-VALUE}).")
    private String preset;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML over the preset.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one value, such as model.shortcut.linear-decay.alphaMin=0.7.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "E", description = "Passes; a twentieth warms up.")
    private Double epochs;

    @Option(names = "--seed", paramLabel = "SEED", description = "Decides all that is random.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder of the run (default: runs/mae).")
    private Path out = Path.of("runs", "mae");

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with this run, under its own configuration.")
    private Path resume;

    @Option(names = "--print-config", description = "Show the whole configuration and stop.")
    private boolean printConfig;

    @Mixin private ImageOptions images;

    @Override
    public Integer call() {
        MaeRecipe recipe = resume == null ? recipe() : recipeOf(resume);
        if (printConfig) {
            System.out.print(Configs.yaml(recipe));
            return 0;
        }
        TrainingImages chosen = chosen();
        try (ImageSource source = chosen.open();
                RunDirectory run =
                        resume == null ? RunDirectory.create(out) : RunDirectory.resume(resume)) {
            if (resume == null) {
                note(run, CONFIG, recipe);
                note(run, IMAGES, chosen);
            }
            TerminalProgress progress = new TerminalProgress();
            progress.message(
                    "%d images of %s; alpha_eff %.3g; run %s"
                            .formatted(
                                    source.size(),
                                    source.name(),
                                    recipe.model().shortcut().effective(recipe.model().depth()),
                                    run.path()));
            Trainer.Outcome outcome =
                    MaeTraining.run(recipe, source, images.onCorrupt(), run, progress);
            if (outcome == Trainer.Outcome.FINISHED) {
                System.out.println(run.model());
            }
            return outcome == Trainer.Outcome.FINISHED ? 0 : 1;
        }
    }

    private static void note(RunDirectory run, String name, Object record) {
        AtomicFile.write(
                run.path().resolve(name), Configs.yaml(record).getBytes(StandardCharsets.UTF_8));
    }

    private TrainingImages chosen() {
        if (data != null) {
            return images.noted(data);
        }
        return resume == null
                ? images.noted(TrainingImages.ROOMS.location())
                : Configs.withFile(TrainingImages.ROOMS, resume.resolve(IMAGES));
    }

    private MaeRecipe recipe() {
        MaeRecipe recipe = MaePreset.recipe(preset);
        if (epochs != null) {
            recipe = recipe.withEpochs(epochs);
        }
        if (seed != null) {
            recipe = recipe.withTrain(recipe.train().withSeed(seed));
        }
        if (config != null) {
            recipe = Configs.withFile(recipe, config);
        }
        return Configs.withOverrides(recipe, overrides);
    }

    private MaeRecipe recipeOf(Path run) {
        if (config != null || !overrides.isEmpty() || epochs != null || seed != null) {
            throw UserError.usage(
                    "--resume goes on under the run's own configuration",
                    "leave out --config, --set, --epochs and --seed");
        }
        if (!Files.exists(run.resolve(CONFIG))) {
            throw UserError.usage("there is no run at " + run, "check the path of --resume");
        }
        return Configs.withFile(MaeRecipe.tiny(), run.resolve(CONFIG));
    }
}
