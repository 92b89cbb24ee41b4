package org.symbiosis.spectral.crf;

import org.symbiosis.eval.Parallel;

/** A Gaussian kernel between all pairs of pixels: exact, 8 N^2 bytes. */
final class FullKernel implements Kernel {
    private final int n;
    private final int threads;
    private final double[][] weights; // (n, n)

    /**
     * The kernel of these points, normalised on both sides.
     *
     * @param features {@code (n, d)} in standard deviations
     * @param weight of the messages
     */
    FullKernel(float[] features, int d, double weight, int threads) {
        n = features.length / d;
        this.threads = threads;
        weights = new double[n][n];
        double[] norms = new double[n];
        Parallel.each(threads, n, i -> norms[i] = 1 / Math.sqrt(row(features, d, i)));
        Parallel.each(
                threads,
                n,
                i -> {
                    for (int j = 0; j < n; j++) {
                        weights[i][j] *= weight * norms[i] * norms[j];
                    }
                });
    }

    private double row(float[] features, int d, int i) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double squared = 0;
            for (int c = 0; c < d; c++) {
                double difference = (double) features[i * d + c] - features[j * d + c];
                squared += difference * difference;
            }
            weights[i][j] = Math.exp(-squared / 2);
            sum += weights[i][j];
        }
        return sum;
    }

    @Override
    public void add(double[] q, int labels, double[] out) {
        Parallel.each(
                threads,
                n,
                i -> {
                    for (int j = 0; j < n; j++) {
                        double weight = weights[i][j];
                        for (int l = 0; l < labels; l++) {
                            out[i * labels + l] += weight * q[j * labels + l];
                        }
                    }
                });
    }
}
