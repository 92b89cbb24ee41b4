package org.symbiosis.app.cli;

import org.symbiosis.app.Locations;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.train.Progress;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a training that learns from single images, and how it runs. */
final class TrainingOptions {
    private static final String IMAGES = "images.yaml";

    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            description = Locations.HELP + " (default: rooms, or those of the resumed run).")
    private String data;

    @Mixin private RunOptions run;
    @Mixin private ImageOptions images;

    /** {@link RunOptions#requireNew}. */
    void requireNew(String option, Object given) {
        run.requireNew(option, given);
    }

    /** A method's training, from images to a saved model. */
    @FunctionalInterface
    interface Training<R> {
        Trainer.Outcome run(
                R recipe,
                ImageSource images,
                OnCorrupt onCorrupt,
                RunDirectory run,
                Progress progress);
    }

    /**
     * Trains as the options say, or shows the configuration; returns the exit code.
     *
     * @param method its name
     * @param preset the recipe that the options change
     * @param training what runs it
     */
    <R extends Record & Recipe<R>> int train(String method, R preset, Training<R> training) {
        R recipe = run.recipe(preset);
        if (run.printsConfig()) {
            System.out.print(Configs.yaml(recipe));
            return 0;
        }
        TrainingImages chosen = chosen();
        try (ImageSource source = chosen.open();
                RunDirectory directory = run.open(method, recipe)) {
            if (!run.resumes()) {
                RunOptions.note(directory, IMAGES, chosen);
            }
            TerminalProgress progress = new TerminalProgress();
            progress.message(
                    "%d images of %s; run %s"
                            .formatted(source.size(), source.name(), directory.path()));
            return end(
                    training.run(recipe, source, images.onCorrupt(), directory, progress),
                    directory);
        }
    }

    private static int end(Trainer.Outcome outcome, RunDirectory directory) {
        if (outcome == Trainer.Outcome.FINISHED) {
            System.out.println(directory.model());
            return 0;
        }
        return 1;
    }

    private TrainingImages chosen() {
        if (data != null) {
            return images.noted(data);
        }
        return run.resumes()
                ? Configs.withFile(TrainingImages.ROOMS, run.ofResumed(IMAGES))
                : images.noted(TrainingImages.ROOMS.location());
    }
}
