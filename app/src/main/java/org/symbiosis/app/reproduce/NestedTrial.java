package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.latents.LatentStore;

/**
 * One repetition of a table of chapter 5: hierarchies on the latents of one encoder. Levels that
 * are the same in two of them are trained once.
 */
final class NestedTrial implements AutoCloseable {
    private static final long CHOOSING = 1_000_000; // seeds of pictures that are not reported

    private final NestedLab lab;
    private final LatentStore store;
    private final DrawnDistance distance;
    private final String on;
    private final long seed;
    private final List<Path> runs = new ArrayList<>();

    /**
     * A repetition.
     *
     * @param store latents of the training images, for the deepest hierarchy
     * @param on what tells runs on this encoder apart from those on others of the same table
     * @param seed of all that is random
     */
    NestedTrial(NestedLab lab, LatentStore store, DrawnDistance distance, String on, long seed) {
        this.lab = lab;
        this.store = store;
        this.distance = distance;
        this.on = on;
        this.seed = seed;
    }

    /** The latents. */
    LatentStore store() {
        return store;
    }

    /** A hierarchy of so many levels. */
    NestedRecipe recipe(int levels) {
        return lab.recipe(levels, seed);
    }

    /** A hierarchy with this noise on its conditions, the top first. */
    NestedRecipe recipe(List<Double> sigmas) {
        NestedRecipe usual = recipe(sigmas.size() + 1);
        return usual.withModel(usual.model().withSigmas(sigmas));
    }

    /** A hierarchy trained here, unless it is finished. */
    Hierarchy trained(NestedRecipe recipe) {
        return trained(recipe, name(recipe));
    }

    /** One level with so many blocks that it costs at least as much as a hierarchy does (1*). */
    Hierarchy deeper(NestedRecipe hierarchy) {
        long least = Hierarchy.macs(hierarchy);
        NestedRecipe deep = recipe(1);
        do {
            LevelNetwork n = deep.model().network();
            deep = deep.withModel(deep.model().withNetwork(n.withDepth(n.depth() + 2)));
        } while (Hierarchy.macs(deep) < least);
        return trained(deep, "levels-1-star-" + deep.model().network().depth());
    }

    private Hierarchy trained(NestedRecipe recipe, String name) {
        Hierarchy run = lab.trained(recipe, store, named(name), runs);
        runs.add(run.folder());
        return run;
    }

    /** Whether a hierarchy is trained already. */
    boolean isTrained(NestedRecipe recipe) {
        Path image = lab.run(named(name(recipe))).resolve(recipe.model().level(1).folder());
        return Files.exists(image.resolve("model.safetensors"));
    }

    private String named(String name) {
        return on + name + "-seed-" + seed;
    }

    private static String name(NestedRecipe recipe) {
        return recipe.model().sigmas().stream()
                .map(sigma -> "-" + sigma)
                .collect(Collectors.joining("", "levels-" + recipe.model().levels(), ""));
    }

    /** The distance of a run's images without guidance. */
    double plain(Hierarchy run) {
        return distance(run, "plain", run.plain());
    }

    /** The distance of a run's images under this noise on conditions, without guidance. */
    double plain(Hierarchy run, double gamma) {
        return distance(run, "plain-gamma-" + gamma, run.plain().withGamma(gamma));
    }

    /** The distance of a run's images under the recipe's guidance; none without conditions. */
    double guided(Hierarchy run) {
        return run.isGuidable() ? distance(run, "guided", run.recipe().generation()) : Double.NaN;
    }

    /** The distance of a run's images under this noise on conditions, with guidance. */
    double guided(Hierarchy run, double gamma) {
        return distance(run, "guided-gamma-" + gamma, run.recipe().generation().withGamma(gamma));
    }

    private double distance(Hierarchy run, String name, GenerationConfig how) {
        String words = run.folder().getFileName() + ", " + name;
        return distance.of(run, name, how, seed, Optional.of(words));
    }

    /** As {@link #plain(Hierarchy)}, of pictures that are for choosing and never reported. */
    double choosing(Hierarchy run) {
        return distance.of(run, "choosing", run.plain(), seed + CHOOSING, Optional.empty());
    }

    @Override
    public void close() {
        store.close();
    }
}
