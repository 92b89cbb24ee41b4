package org.symbiosis.spectral.cuts;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Weights of all links between positions, symmetric and not negative, in double precision since
 * thresholds decide.
 *
 * @param n positions
 * @param weights {@code (n, n)} row-major
 */
record SimilarityGraph(int n, double[] weights) {
    private static final double SHORTEST = 1e-12;

    /** Links by the cosines between features {@code (n, d)}. */
    static SimilarityGraph of(float[] features, Grid grid, LinkWeight affinity) {
        int n = grid.size();
        double[] weights = cosines(unit(features, n), n);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = affinity.weight(weights[i]);
        }
        return new SimilarityGraph(n, weights);
    }

    /**
     * Links by attention, made symmetric; a small weight of each position for itself keeps the
     * problem well-conditioned.
     */
    static SimilarityGraph ofAttention(float[] attention, int n, double diagonal) {
        if (attention.length != n * n) {
            throw new IllegalArgumentException(
                    attention.length + " numbers are no attention of " + n + " positions");
        }
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[i * n + j] = ((double) attention[i * n + j] + attention[j * n + i]) / 2;
            }
            weights[i * n + i] += diagonal;
        }
        return new SimilarityGraph(n, weights);
    }

    /** Sums of the rows. */
    double[] degrees() {
        double[] degrees = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                degrees[i] += weights[i * n + j];
            }
            if (!(degrees[i] > 0 && degrees[i] <= Double.MAX_VALUE)) {
                throw UserError.failed(
                        "the links of position " + i + " add up to " + degrees[i],
                        "use features that are finite and attention that is not negative");
            }
        }
        return degrees;
    }

    private static double[] unit(float[] features, int n) {
        if (features.length == 0 || features.length % n != 0) {
            throw new IllegalArgumentException(
                    features.length + " numbers are no features of " + n + " positions");
        }
        int d = features.length / n;
        double[] unit = new double[features.length];
        for (int i = 0; i < n; i++) {
            double squares = 0;
            for (int j = i * d; j < (i + 1) * d; j++) {
                squares += (double) features[j] * features[j];
            }
            if (!(squares <= Double.MAX_VALUE)) {
                throw UserError.failed(
                        "features of position " + i + " are no finite numbers",
                        "use another model, or another image");
            }
            double length = Math.max(Math.sqrt(squares), SHORTEST);
            for (int j = i * d; j < (i + 1) * d; j++) {
                unit[j] = features[j] / length;
            }
        }
        return unit;
    }

    private static double[] cosines(double[] unit, int n) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor F = Plain.tensor(unit, n, unit.length / n);
            return Plain.doubles(F.matmul(F.t()));
        }
    }
}
