package org.symbiosis.nested;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.latents.LatentManifest;
import org.symbiosis.nested.latents.LatentStore;
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
    private final List<UVit> networks; // level 1 first

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
            NestedRecipe recipe, LatentManifest latents, Reducers reducers, List<UVit> networks) {
        this.recipe = recipe;
        this.latents = latents;
        this.reducers = reducers;
        this.networks = networks;
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
            LatentManifest known = LatentManifest.read(run.resolve(LATENTS));
            store.requireEncoder(known.encoder(), known.encoderFingerprint());
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
        NestedRecipe was = Configs.withFile(NestedRecipe.tiny(), run.resolve(CONFIG));
        LatentManifest known = LatentManifest.read(run.resolve(LATENTS));
        store.requireEncoder(known.encoder(), known.encoderFingerprint());
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
        NestedRecipe recipe = Configs.withFile(NestedRecipe.tiny(), run.resolve(CONFIG));
        List<UVit> networks = new ArrayList<>();
        try {
            for (int l = 1; l <= recipe.model().levels(); l++) {
                networks.add(network(run, l, recipe.model().level(l), weights));
            }
            LatentManifest latents = LatentManifest.read(run.resolve(LATENTS));
            Reducers reducers = Reducers.read(run.resolve(LATENTS), latents.config(), 0);
            return new NestedFile(recipe, latents, reducers, networks);
        } catch (UserError e) {
            networks.forEach(UVit::close);
            throw e;
        }
    }

    private static UVit network(Path run, int l, LevelConfig level, Weights weights) {
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
            UVit network = Initialisation.blank(() -> new UVit(level.uvit()));
            saved.loadInto(network);
            return network;
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

    /** The fitted reductions. */
    public Reducers reducers() {
        return reducers;
    }

    /** The network of a level of 1 .. L. */
    public UVit network(int l) {
        return networks.get(l - 1);
    }

    @Override
    public void close() {
        networks.forEach(UVit::close);
        reducers.close();
    }
}
