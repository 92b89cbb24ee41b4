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
import org.symbiosis.nested.latents.LatentsIdentity;
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
        require(recipe, store);
        this.recipe = recipe;
        this.store = store;
        this.texts = texts;
        this.run = run;
        this.progress = progress;
    }

    /**
     * Refuses latents that a recipe cannot learn from.
     *
     * @throws UserError when the store lacks a level, or its images lack the classes
     */
    public static void require(NestedRecipe recipe, LatentStore store) {
        for (int l = recipe.model().levels(); l >= 1; l--) {
            store.require(recipe.model().pyramid().shape(l));
        }
        requireBottom(recipe, store);
        requireClasses(recipe, store);
    }

    /** Latents of one scale are not to be decoded by another. */
    private static void requireBottom(NestedRecipe recipe, LatentStore store) {
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

    private static void requireClasses(NestedRecipe recipe, LatentStore store) {
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
     * Refuses a level that a recipe does not have.
     *
     * @throws UserError naming those that it has
     */
    public static void requireLevel(NestedRecipe recipe, int l) {
        if (l < 1 || l > recipe.model().levels()) {
            throw UserError.usage(
                    "there is no level " + l,
                    "choose one of 1 (the image) to " + recipe.model().levels() + " (the top)");
        }
    }

    /**
     * What became of the levels of another run.
     *
     * @param taken folders of levels that were taken over
     * @param left the other semantic levels, and why they were not
     */
    public record Reuse(List<String> taken, List<String> left) {
        /** Copies the lists. */
        public Reuse {
            taken = List.copyOf(taken);
            left = List.copyOf(left);
        }
    }

    /**
     * Refuses a folder from which no level can be taken over.
     *
     * @throws UserError when it holds no run
     */
    public static void requireReusable(Path other) {
        if (!NestedFile.isOne(other)) {
            throw UserError.usage(
                    "there is no run of 'train nested' at " + other, "check the path of --reuse");
        }
    }

    /**
     * Takes trained levels over from another run, where this run has none, and the level and the
     * latents that it learnt from are the same to the last number.
     *
     * @throws UserError when there is no run
     */
    public Reuse reuse(Path other) {
        requireReusable(other);
        LatentsIdentity theirs = NestedFile.identity(other);
        List<String> taken = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int l = recipe.model().levels(); l >= 2; l--) {
            LevelConfig level = recipe.model().level(l);
            String reason = reasonAgainst(level, other.resolve(level.folder()), theirs);
            if (reason.isEmpty()) {
                taken.add(copied(other, level.folder()));
            } else {
                left.add(level.folder() + " " + reason);
            }
        }
        return new Reuse(taken, left);
    }

    /** Why a level is not to be taken over; empty when it is. */
    private String reasonAgainst(LevelConfig level, Path there, LatentsIdentity theirs) {
        if (isFinished(level)) {
            return "is trained here already";
        }
        if (!Files.exists(there.resolve(WEIGHTS.get(0)))) {
            return "is not trained there";
        }
        try (SavedModel saved = SavedModel.open(there, KIND)) {
            LevelRecipe was = Configs.fromJson(saved.config(), LevelRecipe.class);
            List<String> differences = level.differences(was.level());
            if (!differences.isEmpty()) {
                return "differs in " + String.join(" and ", differences);
            }
            String ours = level.latentsOf(store.identity());
            boolean isSame = ours.equals(level.latentsOf(theirs)) && was.learntFrom(theirs);
            return isSame ? "" : "learnt from latents of another encoder or reduction";
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
        requireLevel(recipe, l);
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
        return train(recipe.level(l, store.identity()), run.resolve(level.folder()));
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
