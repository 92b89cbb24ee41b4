package org.symbiosis.app.reproduce;

import org.symbiosis.diffusion.DiffusionRecipe;

/**
 * What came of one repetition of a diffusion model.
 *
 * @param recipe that was trained
 * @param probe best linear-probe accuracy over blocks and noise levels, percent
 * @param layer of the best
 * @param time of the best
 * @param frechet distance of drawn pictures from the training images
 * @param measure what that distance is called
 * @param pictures that were drawn
 * @param seconds that training took in the process that finished it
 */
record DiffusionScore(
        DiffusionRecipe recipe,
        double probe,
        String layer,
        double time,
        double frechet,
        String measure,
        int pictures,
        double seconds) {}
