package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.NestedTraining;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.train.MetricLog;
import org.symbiosis.train.Progress;
import org.symbiosis.train.Trainer;

/**
 * A training of a hierarchy into a run's folder.
 *
 * @param recipe what to train
 * @param sources what it learns from
 * @param folder of the run
 * @param progress hears how long it goes
 */
public record NestedRun(
        NestedRecipe recipe, NestedSources sources, Path folder, Progress progress) {
    /**
     * The same recipe for the classes of some latents.
     *
     * @throws UserError when their images have none
     */
    public static NestedRecipe withClasses(NestedRecipe recipe, Path latents) {
        try (LatentStore store = LatentStore.open(latents)) {
            int count = store.manifest().classes().size();
            if (count == 0) {
                throw UserError.usage(
                        "the images of " + latents + " have no classes",
                        "make latents of images in one folder per class, or leave out --classes");
            }
            return recipe.withTold(new Told.Classes(count));
        }
    }

    /**
     * Refuses what does not fit, before a folder is made.
     *
     * @throws UserError naming what is missing
     */
    public static void require(NestedRecipe recipe, NestedSources sources, Wanted wanted) {
        boolean text = recipe.model().told() instanceof Told.Text;
        if (text && (sources.captions().isEmpty() || sources.textEncoder().isEmpty())) {
            throw UserError.usage(
                    "this hierarchy is told texts",
                    "give --captions and --text-encoder, or another preset");
        }
        wanted.level().ifPresent(l -> NestedTraining.requireLevel(recipe, l));
        wanted.reuse().forEach(NestedTraining::requireReusable);
        try (LatentStore store = LatentStore.open(Path.of(sources.latents()))) {
            NestedTraining.require(recipe, store);
            Captions.open(recipe, sources, store).close();
        }
    }

    /**
     * What of a hierarchy is to be trained.
     *
     * @param reuse runs to take levels over from, the first that fits
     * @param level the only one to train; all when empty
     */
    public record Wanted(List<Path> reuse, OptionalInt level) {
        /** Copies the list. */
        public Wanted {
            reuse = List.copyOf(reuse);
        }
    }

    /** Trains what is wanted. */
    public Trainer.Outcome train(Wanted wanted) {
        try (LatentStore store = LatentStore.open(Path.of(sources.latents()));
                Captions captions = Captions.open(recipe, sources, store)) {
            TextStates texts = captions.states();
            NestedTraining training = new NestedTraining(recipe, store, texts, folder, progress);
            for (Path other : wanted.reuse()) {
                takeOver(training, other);
            }
            progress.message(
                    "%d images of %s, latents by %s; run %s"
                            .formatted(
                                    store.size(),
                                    store.manifest().source(),
                                    store.manifest().encoder(),
                                    folder));
            Trainer.Outcome outcome =
                    wanted.level().isPresent()
                            ? one(training, wanted.level().getAsInt())
                            : all(training);
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                progress.message("continue with --resume " + folder);
            }
            return outcome;
        }
    }

    private void takeOver(NestedTraining training, Path other) {
        NestedTraining.Reuse reuse = training.reuse(other);
        reuse.taken().forEach(taken -> progress.message(taken + " taken over from " + other));
        reuse.left()
                .forEach(left -> progress.message("not taken over from " + other + ": " + left));
    }

    private Trainer.Outcome all(NestedTraining training) {
        for (int l = recipe.model().levels(); l >= 1; l--) {
            if (one(training, l) == Trainer.Outcome.INTERRUPTED) {
                return Trainer.Outcome.INTERRUPTED;
            }
        }
        return Trainer.Outcome.FINISHED;
    }

    /** Trains a level, and notes that it is finished; the note also says that a run is here. */
    private Trainer.Outcome one(NestedTraining training, int l) {
        int above = recipe.model().levels() - l;
        try (MetricLog log = new MetricLog(folder.resolve("metrics.jsonl"), above)) {
            Trainer.Outcome outcome = training.level(l);
            if (outcome == Trainer.Outcome.FINISHED) {
                log.write(above + 1L, Map.of("level", (double) l));
            }
            return outcome;
        }
    }
}
