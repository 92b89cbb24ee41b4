package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * How much points mind one another in t-SNE: Gaussian weights of squared distances, each point's
 * width such that its weights have the wished perplexity.
 */
final class Affinities {
    private static final int CHUNK = 500;
    private static final int HALVINGS = 60;
    private static final double CLOSE = 1e-5;

    private Affinities() {}

    /**
     * Symmetric weights that sum to 1, zero on the diagonal.
     *
     * @param X double {@code (n, d)}
     * @return float {@code (n, n)}, owned by the caller's scope
     */
    static Tensor of(Tensor X, double perplexity) {
        return Scope.tidy(
                () -> {
                    Tensor conditional = conditional(X, perplexity); // (n, n)
                    Tensor both = conditional.add(conditional.t());
                    return both.div_(both.sum());
                });
    }

    /**
     * Weights of each point for the others: every row sums to 1.
     *
     * @return float {@code (n, n)}, owned by the caller's scope
     */
    static Tensor conditional(Tensor X, double perplexity) {
        return Scope.tidy(
                () -> {
                    Tensor squares = X.square().sum(new long[] {1}, true, new ScalarTypeOptional());
                    int n = (int) X.size(0);
                    TensorVector chunks = new TensorVector();
                    for (int from = 0; from < n; from += CHUNK) {
                        int first = from;
                        int count = Math.min(CHUNK, n - from);
                        chunks.push_back(
                                Scope.tidy(() -> rows(X, squares, first, count, perplexity)));
                    }
                    return cat(chunks, 0);
                });
    }

    private static Tensor rows(Tensor X, Tensor squares, int from, int count, double perplexity) {
        Tensor own = squares.narrow(0, from, count); // (m, 1)
        Tensor distances = // (m, n)
                X.narrow(0, from, count)
                        .matmul(X.t())
                        .mul_(new Scalar(-2))
                        .add_(own)
                        .add_(squares.t())
                        .clamp_min_(new Scalar(0));
        Tensor others = others(count, (int) X.size(0), from);
        // The nearest neighbour at distance 0 and the mean at 1: no weight under- or overflows.
        Tensor self = others.neg().add_(new Scalar(1)).mul_(new Scalar(Double.MAX_VALUE));
        Tensor nearest = distances.add(self).min(1, true).get0();
        distances = distances.sub_(nearest).mul_(others);
        Tensor mean = distances.mean(new long[] {1}, true, new ScalarTypeOptional());
        distances = distances.div_(mean.clamp_min_(new Scalar(1e-300)));
        double[] sharpness = sharpness(distances, others, Math.log(perplexity));
        return weights(distances, others, sharpness).to(ScalarType.Float);
    }

    /** 1 for all but each row's own point. */
    private static Tensor others(int count, int n, int from) {
        Tensor ones =
                torch.ones(
                        new long[] {count, n},
                        new org.bytedeco.pytorch.TensorOptions(ScalarType.Double));
        ones.narrow(1, from, count).fill_diagonal_(new Scalar(0));
        return ones;
    }

    /** Bisects each row's sharpness until the entropy of its weights is the wished one. */
    private static double[] sharpness(Tensor distances, Tensor others, double wished) {
        int m = (int) distances.size(0);
        double[] beta = new double[m];
        double[] low = new double[m];
        double[] high = new double[m];
        Arrays.fill(beta, 1);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        double worst = Double.POSITIVE_INFINITY;
        for (int step = 0; step < HALVINGS && worst > CLOSE; step++) {
            double[] entropy = entropies(distances, others, beta);
            worst = 0;
            for (int i = 0; i < m; i++) {
                worst = Math.max(worst, Math.abs(entropy[i] - wished));
                if (entropy[i] > wished) {
                    low[i] = beta[i];
                } else {
                    high[i] = beta[i];
                }
                beta[i] = Double.isInfinite(high[i]) ? 2 * beta[i] : (low[i] + high[i]) / 2;
            }
        }
        return beta;
    }

    private static double[] entropies(Tensor distances, Tensor others, double[] beta) {
        try (Scope s = Scope.open()) {
            Tensor p = weights(distances, others, beta);
            Tensor terms = p.xlogy(p).sum(new long[] {1}, false, new ScalarTypeOptional());
            return Plain.doubles(terms.neg_());
        }
    }

    /** Normalised {@code exp(-beta * distance)}. */
    private static Tensor weights(Tensor distances, Tensor others, double[] beta) {
        Tensor b = Plain.tensor(beta, beta.length, 1).neg_();
        Tensor w = distances.mul(b).exp_().mul_(others);
        return w.div_(w.sum(new long[] {1}, true, new ScalarTypeOptional()));
    }
}
