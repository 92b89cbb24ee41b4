package org.symbiosis.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.train.Progress;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a training that learns from single images, and how it runs. */
final class TrainingOptions {
    private static final String IMAGES = "images.yaml";
    private static final String LATENTS = "latents.yaml";

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
        if (shows(recipe)) {
            return 0;
        }
        TrainingImages chosen = chosen();
        try (ImageSource source = chosen.open()) {
            String words = "%d images of %s".formatted(source.size(), source.name());
            return train(
                    method,
                    recipe,
                    new Learnt(IMAGES, chosen, words),
                    (directory, progress) ->
                            training.run(recipe, source, images.onCorrupt(), directory, progress));
        }
    }

    /** A method's training on the latents of a cache. */
    @FunctionalInterface
    interface LatentTraining<R> {
        Trainer.Outcome run(R recipe, LatentStore store, RunDirectory run, Progress progress);
    }

    /**
     * Whether a cache takes the place of images: one that is given, or that of the resumed run.
     *
     * @param latents the folder that is given, or null
     */
    boolean learnsFromLatents(Path latents) {
        return latents != null || run.resumes() && Files.exists(run.ofResumed(LATENTS));
    }

    /**
     * Trains on a cache of latents as the options say, or shows the configuration; returns the exit
     * code.
     *
     * @param method its name
     * @param preset the recipe that the options change
     * @param latents folder of the cache, or null for that of the resumed run
     * @param training what runs it
     */
    <R extends Record & Recipe<R>> int train(
            String method, R preset, Path latents, LatentTraining<R> training) {
        if (data != null || images.isLimited()) {
            throw UserError.usage(
                    "a cache of latents takes the place of images",
                    "leave out --data and --limit, or --latents");
        }
        R recipe = run.recipe(preset);
        if (shows(recipe)) {
            return 0;
        }
        TrainingLatents chosen =
                latents == null
                        ? Configs.noted(run.ofResumed(LATENTS), TrainingLatents.class)
                        : new TrainingLatents(latents.toString());
        try (LatentStore store = LatentStore.open(Path.of(chosen.latents()))) {
            String words = "latents of %d images in %s".formatted(store.size(), store.folder());
            return train(
                    method,
                    recipe,
                    new Learnt(LATENTS, chosen, words),
                    (directory, progress) -> training.run(recipe, store, directory, progress));
        }
    }

    /**
     * Which latents a run learns from, noted in its folder.
     *
     * @param latents folder of the cache
     */
    private record TrainingLatents(String latents) {}

    /**
     * What a run learns from.
     *
     * @param file that it is noted in
     * @param note what is noted
     * @param words what it is, for the terminal
     */
    private record Learnt(String file, Record note, String words) {}

    private <R extends Record & Recipe<R>> int train(
            String method,
            R recipe,
            Learnt learnt,
            BiFunction<RunDirectory, Progress, Trainer.Outcome> training) {
        try (RunDirectory directory = run.open(method, recipe)) {
            if (!run.resumes()) {
                RunOptions.note(directory, learnt.file(), learnt.note());
            }
            TerminalProgress progress = new TerminalProgress();
            progress.message(learnt.words() + "; run " + directory.path());
            return end(training.apply(directory, progress), directory);
        }
    }

    /** Shows the configuration where that is all that is wanted. */
    private boolean shows(Record recipe) {
        if (run.printsConfig()) {
            System.out.print(Configs.yaml(recipe));
        }
        return run.printsConfig();
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
