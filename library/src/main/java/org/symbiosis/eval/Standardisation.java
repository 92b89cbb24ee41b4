package org.symbiosis.eval;

import java.util.Arrays;

/**
 * Brings every dimension of features to mean 0 and variance 1 over a reference set, as the batch
 * normalisation of the masked autoencoder's probe does: features of unequal scale then weigh alike.
 *
 * @param mean of each dimension, {@code (d)}
 * @param deviation of each dimension, {@code (d)}; 1 where all values are the same
 */
public record Standardisation(double[] mean, double[] deviation) {
    /** The means and deviations of a set. */
    public static Standardisation over(Features reference) {
        int d = reference.d();
        double[] mean = new double[d];
        double[] deviation = new double[d];
        for (int i = 0; i < reference.values().length; i++) {
            mean[i % d] += reference.values()[i] / (double) reference.n();
        }
        for (int i = 0; i < reference.values().length; i++) {
            double off = reference.values()[i] - mean[i % d];
            deviation[i % d] += off * off / reference.n();
        }
        Arrays.setAll(deviation, j -> deviation[j] > 0 ? Math.sqrt(deviation[j]) : 1);
        return new Standardisation(mean, deviation);
    }

    /** The features, standardised. */
    public Features apply(Features features) {
        int d = features.d();
        if (d != mean.length) {
            throw new IllegalArgumentException(
                    "features of " + d + " dimensions, standardised over " + mean.length);
        }
        float[] values = new float[features.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((features.values()[i] - mean[i % d]) / deviation[i % d]);
        }
        return new Features(
                values,
                features.n(),
                d,
                features.labels(),
                features.paths(),
                features.what() + ", standardised");
    }
}
