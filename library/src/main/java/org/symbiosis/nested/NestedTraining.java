package org.symbiosis.nested;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.SavedModel;
import org.symbiosis.train.Trainer;

/**
 * Trains the levels of a hierarchy one after the other, the top first, each into a folder of its
 * own below the run. What is finished stays; what was cut off goes on at its last checkpoint.
 */
public final class NestedTraining {
    /** What weights of a level are noted as. */
    public static final String KIND = "nested-level";

    private static final List<String> WEIGHTS = List.of("model.safetensors", "ema.safetensors");

    private final NestedRecipe recipe;
    private final LatentStore store;
    private final TextStates texts;
    private final Path run;
    private final Progress progress;

    /**
     * A training on latents.
     *
     * @param run folder of the run
     * @throws UserError when the store lacks a level, or its images lack the classes
     */
    public NestedTraining(
            NestedRecipe recipe, LatentStore store, TextStates texts, Path run, Progress progress) {
        this.recipe = recipe;
        this.store = store;
        this.texts = texts;
        this.run = run;
        this.progress = progress;
        for (int l = recipe.model().levels(); l >= 1; l--) {
            store.require(recipe.model().pyramid().shape(l));
        }
        requireBottom();
        requireClasses();
    }

    /** Latents of one scale are not to be decoded by another. */
    private void requireBottom() {
        FirstLatent here = store.manifest().config().pyramid().first();
        if (recipe.model().pyramid().first() instanceof FirstLatent.Vae wanted
                && here instanceof FirstLatent.Vae kept
                && wanted.factor() != kept.factor()) {
            throw UserError.usage(
                    "%s holds autoencoder latents times %s, and the model takes them times %s"
                            .formatted(store.folder(), kept.factor(), wanted.factor()),
                    "set model.pyramid.first.vae.factor=" + kept.factor());
        }
    }

    private void requireClasses() {
        if (recipe.model().told() instanceof Told.Classes c) {
            for (int row = 0; row < store.size(); row++) {
                if (store.label(row) < 0 || store.label(row) >= c.count()) {
                    throw UserError.usage(
                            "image %d of %s has no class below %d"
                                    .formatted(row, store.folder(), c.count()),
                            "set model.told.classes.count to the number of classes, or make"
                                    + " latents of images with classes");
                }
            }
        }
    }

    /**
     * Takes trained levels over from another run, where this run has none and the level is the same
     * to the last number.
     *
     * @return the folders that were taken over
     */
    public List<String> reuse(Path other) {
        List<String> taken = new ArrayList<>();
        for (int l = recipe.model().levels(); l >= 2; l--) {
            if (isReusable(other, l)) {
                taken.add(copied(other, recipe.model().level(l).folder()));
            }
        }
        return taken;
    }

    private boolean isReusable(Path other, int l) {
        LevelConfig level = recipe.model().level(l);
        Path theirs = other.resolve(level.folder());
        if (isFinished(level) || !Files.exists(theirs.resolve(WEIGHTS.get(0)))) {
            return false;
        }
        try (SavedModel saved = SavedModel.open(theirs, KIND)) {
            return Configs.fromJson(saved.config(), LevelRecipe.class).level().equals(level);
        }
    }

    private String copied(Path other, String folder) {
        for (String name : WEIGHTS) {
            Path from = other.resolve(folder).resolve(name);
            if (Files.exists(from)) {
                AtomicFile.write(
                        run.resolve(folder).resolve(name),
                        out -> {
                            try (var in = FileChannel.open(from)) {
                                for (long at = 0; at < in.size(); ) {
                                    at += in.transferTo(at, in.size() - at, out);
                                }
                            }
                        });
            }
        }
        return folder;
    }

    /** Trains all levels that are not finished, the top first; stops when told to. */
    public Trainer.Outcome run() {
        begin();
        for (int l = recipe.model().levels(); l >= 1; l--) {
            if (level(l) == Trainer.Outcome.INTERRUPTED) {
                return Trainer.Outcome.INTERRUPTED;
            }
        }
        return Trainer.Outcome.FINISHED;
    }

    /** Notes beside the run what its latents were made of. */
    private void begin() {
        NestedFile.note(run, recipe, store);
    }

    private boolean isFinished(LevelConfig level) {
        return Files.exists(run.resolve(level.folder()).resolve(WEIGHTS.get(0)));
    }

    /**
     * Trains one level, unless it is finished.
     *
     * @param l of 1 .. L
     */
    public Trainer.Outcome level(int l) {
        if (l < 1 || l > recipe.model().levels()) {
            throw UserError.usage(
                    "there is no level " + l,
                    "choose one of 1 (the image) to " + recipe.model().levels() + " (the top)");
        }
        begin();
        LevelConfig level = recipe.model().level(l);
        if (isFinished(level)) {
            progress.message("level " + l + " (" + level.folder() + ") is finished");
            return Trainer.Outcome.FINISHED;
        }
        progress.message(
                "level %d of %d (%s): %s out of %d latents above"
                        .formatted(
                                l,
                                recipe.model().levels(),
                                level.folder(),
                                level.own().words(),
                                level.uppers().size()));
        return train(recipe.level(l), run.resolve(level.folder()));
    }

    private Trainer.Outcome train(LevelRecipe one, Path folder) {
        Seed.set(one.train().seed());
        try (Scope s = Scope.open();
                UVit network = new UVit(one.level().uvit());
                RunDirectory directory = RunDirectory.createOrResume(folder)) {
            Trainer trainer =
                    new Trainer(
                            new LevelMethod(network, one.level(), store, texts),
                            place ->
                                    new LatentBatches(
                                            store, one.train().batch(), one.train().seed(), place),
                            one.train(),
                            directory,
                            new ModelIdentity(KIND, Configs.json(one)),
                            progress);
            Trainer.Outcome outcome = trainer.run();
            if (outcome == Trainer.Outcome.FINISHED) {
                discardCheckpoints(folder);
            }
            return outcome;
        }
    }

    /** The finished weights say all; what resumes them would take three times their space. */
    private static void discardCheckpoints(Path folder) {
        for (Path checkpoint : SavedModel.checkpoints(folder)) {
            try {
                Files.delete(checkpoint);
            } catch (IOException e) {
                throw UserError.failed(
                        "cannot remove " + checkpoint, "check the folder's rights", e);
            }
        }
    }
}
