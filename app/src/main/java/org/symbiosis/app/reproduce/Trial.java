package org.symbiosis.app.reproduce;

import org.symbiosis.decay.MaeRecipe;

/**
 * A row of a table: one way to train.
 *
 * @param name of the row
 * @param recipe how to train it; the seed is set for each repetition
 */
record Trial(String name, MaeRecipe recipe) {
    /** The recipe of one repetition. */
    MaeRecipe repetition(long seed) {
        return recipe.withSeed(seed);
    }

    /** The folder of one repetition. */
    String folder(long seed) {
        return name.replaceAll("[^A-Za-z0-9.]+", "-") + "-seed-" + seed;
    }
}
