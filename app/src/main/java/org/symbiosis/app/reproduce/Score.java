package org.symbiosis.app.reproduce;

import org.symbiosis.decay.MaeRecipe;

/**
 * What came of one repetition of a trial.
 *
 * @param recipe that was trained
 * @param knnCls kNN accuracy (K = 20) of the class token, percent
 * @param knnMean kNN accuracy (K = 20) of the mean of all tokens, percent
 * @param probe linear-probe accuracy of the mean of all tokens, percent
 * @param rho effective rank of the class tokens of the test images, nats
 * @param rankedImages number of those images
 * @param alphas learnt or fixed, in branch order
 * @param seconds that training took in the process that finished it
 */
record Score(
        MaeRecipe recipe,
        double knnCls,
        double knnMean,
        double probe,
        double rho,
        int rankedImages,
        double[] alphas,
        double seconds) {}
