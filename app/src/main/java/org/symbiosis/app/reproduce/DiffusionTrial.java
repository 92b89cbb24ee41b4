package org.symbiosis.app.reproduce;

import org.symbiosis.diffusion.DiffusionRecipe;

/**
 * A row of a table of diffusion models.
 *
 * @param name of the row
 * @param recipe how to train it; the seed is set for each repetition
 */
record DiffusionTrial(String name, DiffusionRecipe recipe) {
    /** The folder of one repetition. */
    String folder(long seed) {
        return name.replaceAll("[^A-Za-z0-9.]+", "-") + "-seed-" + seed;
    }
}
