package org.symbiosis.nested;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.latents.LatentManifest;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsIdentity;
import org.symbiosis.nested.latents.Reducers;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.UVit;
import org.symbiosis.train.SavedModel;

/**
 * A trained hierarchy on disk: {@code config.yaml}, a folder of weights for each level, and in
 * {@code latents} what its latents were made of, with the fitted reductions.
 */
public final class NestedFile implements AutoCloseable {
    private static final String CONFIG = "config.yaml";
    private static final String LATENTS = "latents";

    private final NestedRecipe recipe;
    private final LatentManifest latents;
    private final Reducers reducers;
    private final LatentsIdentity identity;
    private final List<Level> levels; // level 1 first

    /** A level's network, which of its weights it has and of which step of its training. */
    private record Level(UVit network, Weights weights, OptionalLong step) {}

    /** Which weights of a run. */
    public enum Weights {
        /** The running mean over the training, where there is one. */
        MEAN("ema.safetensors"),
        /** Those of the last step. */
        LAST("model.safetensors");

        private final String file;

        Weights(String file) {
            this.file = file;
        }
    }

    private NestedFile(
            NestedRecipe recipe,
            LatentManifest latents,
            Reducers reducers,
            LatentsIdentity identity,
            List<Level> levels) {
        this.recipe = recipe;
        this.latents = latents;
        this.reducers = reducers;
        this.identity = identity;
        this.levels = levels;
    }

    /** Whether a folder holds a hierarchy. */
    public static boolean isOne(Path run) {
        return Files.exists(run.resolve(CONFIG)) && Files.isDirectory(run.resolve(LATENTS));
    }

    /** Notes beside a run what it is, once. */
    static void note(Path run, NestedRecipe recipe, LatentStore store) {
        if (!Files.exists(run.resolve(CONFIG))) {
            AtomicFile.write(
                    run.resolve(CONFIG), Configs.yaml(recipe).getBytes(StandardCharsets.UTF_8));
        }
        if (!Files.exists(LatentManifest.in(run.resolve(LATENTS)))) {
            store.reducers().write(run.resolve(LATENTS));
            store.manifest().write(run.resolve(LATENTS));
        } else {
            store.require(identity(run), recipe.model().sides());
        }
    }

    /** What the latents of a run are coordinates in. */
    static LatentsIdentity identity(Path run) {
        LatentManifest latents = LatentManifest.read(run.resolve(LATENTS));
        try (Reducers reducers = Reducers.read(run.resolve(LATENTS), latents.config(), 0)) {
            return LatentsIdentity.of(latents, reducers);
        }
    }

    /**
     * Refuses a run that was begun under another recipe or on other latents.
     *
     * @throws UserError naming the run
     */
    static void requireSame(Path run, NestedRecipe recipe, LatentStore store) {
        if (!isOne(run)) {
            return;
        }
        NestedRecipe was = Configs.noted(run.resolve(CONFIG), NestedRecipe.class);
        LatentManifest known = LatentManifest.read(run.resolve(LATENTS));
        store.require(identity(run), recipe.model().sides());
        if (!was.equals(recipe)
                || !known.sourceFingerprint().equals(store.manifest().sourceFingerprint())) {
            throw UserError.usage(
                    run + " was trained under another configuration or on other images",
                    "choose another folder, or remove it");
        }
    }

    /**
     * Opens a run whose levels are all trained.
     *
     * @throws UserError when it is no such run, or naming the level that is missing
     */
    public static NestedFile open(Path run, Weights weights) {
        if (!isOne(run)) {
            throw UserError.usage(
                    run + " holds no nested diffusion", "give the folder of a 'train nested'");
        }
        NestedRecipe recipe = Configs.noted(run.resolve(CONFIG), NestedRecipe.class);
        LatentsIdentity identity = identity(run);
        List<Level> levels = new ArrayList<>();
        try {
            for (int l = 1; l <= recipe.model().levels(); l++) {
                levels.add(level(run, l, recipe.model().level(l), weights, identity));
            }
            LatentManifest latents = LatentManifest.read(run.resolve(LATENTS));
            Reducers reducers = Reducers.read(run.resolve(LATENTS), latents.config(), 0);
            return new NestedFile(recipe, latents, reducers, identity, levels);
        } catch (UserError e) {
            levels.forEach(level -> level.network().close());
            throw e;
        }
    }

    private static Level level(
            Path run, int l, LevelConfig level, Weights weights, LatentsIdentity identity) {
        Path folder = run.resolve(level.folder());
        Path last = folder.resolve(Weights.LAST.file);
        if (!Files.exists(last)) {
            throw UserError.usage(
                    "%s lacks its level %d (%s)".formatted(run, l, level.folder()),
                    "finish it with 'train nested --resume " + run + "'");
        }
        Path wanted = folder.resolve(weights.file);
        try (SavedModel saved =
                SavedModel.open(Files.exists(wanted) ? wanted : last, NestedTraining.KIND)) {
            LevelRecipe was = Configs.fromJson(saved.config(), LevelRecipe.class);
            if (!was.level().equals(level)) {
                throw UserError.failed(
                        folder + " was trained under another configuration than the run's",
                        "train this level again, or mend the run's config.yaml");
            }
            if (!was.learntFrom(identity)) {
                throw UserError.failed(
                        folder + " was trained on other latents than the run's",
                        "train this level again, on the latents of the other levels");
            }
            UVit network = Initialisation.blank(() -> new UVit(level.uvit()));
            saved.loadInto(network);
            return new Level(network, Files.exists(wanted) ? weights : Weights.LAST, saved.step());
        }
    }

    /** How it was trained. */
    public NestedRecipe recipe() {
        return recipe;
    }

    /** The hierarchy. */
    public NestedConfig config() {
        return recipe.model();
    }

    /** What its latents were made of. */
    public LatentManifest latents() {
        return latents;
    }

    /** What its latents are coordinates in. */
    public LatentsIdentity identity() {
        return identity;
    }

    /** The fitted reductions. */
    public Reducers reducers() {
        return reducers;
    }

    /** The network of a level of 1 .. L. */
    public UVit network(int l) {
        return levels.get(l - 1).network();
    }

    /** Which weights all its networks have: the mean only where every level has one. */
    public Weights weights() {
        return levels.stream().allMatch(level -> level.weights() == Weights.MEAN)
                ? Weights.MEAN
                : Weights.LAST;
    }

    /** Steps that the levels were trained for, the top first; empty where some are not noted. */
    public List<Long> steps() {
        List<Long> all = new ArrayList<>();
        levels.forEach(level -> level.step().ifPresent(step -> all.add(0, step)));
        return all.size() == levels.size() ? all : List.of();
    }

    @Override
    public void close() {
        levels.forEach(level -> level.network().close());
        reducers.close();
    }
}
