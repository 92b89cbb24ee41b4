package org.symbiosis.spectral.crf;

import java.util.Arrays;
import java.util.List;
import org.symbiosis.eval.Parallel;

/**
 * Mean-field steps with the Potts model: {@code Q <- softmax(-U + sum of kernels applied to Q)},
 * from {@code softmax(-U)}.
 *
 * @param kernels messages between pixels
 * @param threads that share the work
 */
record MeanField(List<Kernel> kernels, int threads) {
    private static final int SLICES = 32;

    /**
     * Runs.
     *
     * @param unary energies {@code (N, L)}
     * @return probabilities {@code (N, L)}
     */
    double[] run(double[] unary, int labels, int steps) {
        double[] q = new double[unary.length];
        double[] messages = new double[unary.length];
        softmax(unary, messages, labels, q);
        for (int step = 0; step < steps; step++) {
            Arrays.fill(messages, 0);
            for (Kernel kernel : kernels) {
                kernel.add(q, labels, messages);
            }
            softmax(unary, messages, labels, q);
        }
        return q;
    }

    private void softmax(double[] unary, double[] messages, int labels, double[] q) {
        long n = unary.length / labels;
        Parallel.each(
                threads,
                SLICES,
                s -> {
                    int to = (int) (n * (s + 1) / SLICES);
                    for (int p = (int) (n * s / SLICES); p < to; p++) {
                        softmax(unary, messages, p * labels, (p + 1) * labels, q);
                    }
                });
    }

    private static void softmax(double[] unary, double[] messages, int from, int to, double[] q) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            q[i] = messages[i] - unary[i];
            largest = Math.max(largest, q[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            q[i] = Math.exp(q[i] - largest);
            sum += q[i];
        }
        for (int i = from; i < to; i++) {
            q[i] /= sum;
        }
    }
}
