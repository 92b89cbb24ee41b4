package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.latents.LatentStore;

/**
 * One repetition of a table of chapter 5: hierarchies on the latents of one encoder, their images
 * judged in the features of another network.
 *
 * @param lab where it takes place
 * @param store latents of the training images, for the deepest hierarchy
 * @param judge the network that compares images
 * @param seed of all that is random
 */
record NestedTrial(NestedLab lab, LatentStore store, String judge, long seed) {
    /** A hierarchy of so many levels. */
    NestedRecipe recipe(int levels) {
        return lab.recipe(levels, seed);
    }

    /** One level with two blocks more, so that it costs at least as much as a hierarchy (1*). */
    NestedRecipe deeper() {
        NestedRecipe one = recipe(1);
        LevelNetwork n = one.model().network();
        LevelNetwork deep = new LevelNetwork(n.dim(), n.depth() + 2, n.heads());
        return one.withModel(one.model().withNetwork(deep));
    }

    /**
     * A hierarchy trained here, unless it is finished.
     *
     * @param earlier runs to take levels over from where they are the same
     * @return its folder, of that name and the seed's
     */
    Path trained(NestedRecipe recipe, String name, Path... earlier) {
        return lab.trained(recipe, store, name + "-seed-" + seed, earlier);
    }

    /** Millions of multiply-accumulates of one call of every level. */
    static double megas(NestedRecipe recipe) {
        return LevelCost.of(recipe.model()).stream().mapToLong(LevelCost::macs).sum() / 1e6;
    }

    /** The distance of a run's images without guidance. */
    double plain(Path run) {
        return lab.noted(run, "plain", () -> lab.distance(run, NestedLab::plain, judge, seed));
    }

    /** The distance of a run's images under this noise on conditions, without guidance. */
    double plain(Path run, double gamma) {
        return lab.noted(
                run,
                "plain-" + gamma,
                () -> lab.distance(run, m -> NestedLab.plain(m).withGamma(gamma), judge, seed));
    }

    /** The distance of a run's images under the run's own weights of guidance. */
    double guided(Path run) {
        return lab.noted(
                run,
                "guided",
                () -> lab.distance(run, model -> model.recipe().generation(), judge, seed));
    }

    /** The distance of a run's images under this noise on conditions, with guidance. */
    double guided(Path run, double gamma) {
        return lab.noted(
                run,
                "guided-" + gamma,
                () ->
                        lab.distance(
                                run, m -> m.recipe().generation().withGamma(gamma), judge, seed));
    }
}
