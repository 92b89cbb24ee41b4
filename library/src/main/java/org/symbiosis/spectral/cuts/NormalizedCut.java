package org.symbiosis.spectral.cuts;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The relaxed normalised cut (Shi and Malik, 2000; Eq. 4.1): {@code (D - A) x = lambda D x}, solved
 * as {@code D^-1/2 A D^-1/2 y = (1 - lambda) y} with {@code x = D^-1/2 y}, no inverse.
 */
public final class NormalizedCut {
    private NormalizedCut() {}

    /**
     * The smallest eigenpairs of a graph over features.
     *
     * @param features {@code (N, D)} row-major
     * @param grid of the N positions
     * @param count pairs, at most N; the first is the constant vector
     */
    public static Eigenpairs of(float[] features, Grid grid, LinkWeight affinity, int count) {
        return solve(SimilarityGraph.of(features, grid, affinity), count);
    }

    static Eigenpairs solve(SimilarityGraph graph, int count) {
        int n = graph.n();
        if (count < 1 || count > n) {
            throw UserError.usage(
                    count + " eigenvectors of " + n + " positions",
                    "choose between 1 and the number of positions");
        }
        double[] degrees = graph.degrees();
        double[] roots = new double[n];
        for (int i = 0; i < n; i++) {
            roots[i] = 1 / Math.sqrt(degrees[i]);
        }
        double[] scaled = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i * n + j] = roots[i] * graph.weights()[i * n + j] * roots[j];
            }
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor S = Plain.tensor(scaled, n, n);
            return pairs(new LargestEigenpairs(count).of(S), roots);
        }
    }

    private static Eigenpairs pairs(LargestEigenpairs.Found found, double[] roots) {
        int n = roots.length;
        int count = found.values().length;
        double[] values = new double[count];
        double[][] vectors = new double[count][n];
        for (int c = 0; c < count; c++) {
            values[c] = 1 - found.values()[c];
            for (int i = 0; i < n; i++) {
                vectors[c][i] = roots[i] * found.vectors()[i * count + c];
            }
            pointUp(vectors[c]);
        }
        return new Eigenpairs(values, vectors);
    }

    private static void pointUp(double[] vector) {
        if (vector[Bipartition.largest(vector)] < 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = -vector[i];
            }
        }
    }
}
