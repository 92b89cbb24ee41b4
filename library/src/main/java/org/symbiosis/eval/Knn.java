package org.symbiosis.eval;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Weighted nearest neighbours: each of the K most similar training images (cosine) votes for its
 * class with weight exp(similarity / temperature) (section 5.3 of the protocol, after DINO's).
 *
 * @param k neighbours
 * @param temperature of the weights
 */
public record Knn(int k, double temperature) {
    private static final int CHUNK = 1000;

    /** K = 20 and temperature 0.07: the tables' choice. */
    public static final Knn TABLES = new Knn(20, 0.07);

    /** Checks the ranges. */
    public Knn {
        if (k < 1 || !(temperature > 0)) {
            throw new IllegalArgumentException("k and temperature must be positive");
        }
    }

    /**
     * Votes and what they say.
     *
     * @param scores summed weights, {@code (n, classes)} row-major
     * @param predictions class of the largest sum; the lowest class of equal ones
     * @param top1 share of right predictions, percent
     * @param top5 share of images whose class is among the five largest sums, percent
     */
    public record Result(float[] scores, int[] predictions, double top1, double top5) {}

    /** Classifies the test images by the training images. */
    public Result classify(Features train, Features test) {
        if (train.n() == 0 || test.n() == 0 || train.d() != test.d()) {
            throw new IllegalArgumentException(
                    "kNN needs features of one kind on both sides, not "
                            + train.n()
                            + " x "
                            + train.d()
                            + " and "
                            + test.n()
                            + " x "
                            + test.d());
        }
        int classes = Math.max(train.classCount(), test.classCount());
        float[] scores = new float[test.n() * classes];
        int threads = Engine.threads();
        Engine.useThreads(Engine.cores());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor gallery = unit(train.tensor()).t(); // (D, n)
            Tensor queries = unit(test.tensor()); // (m, D)
            for (int from = 0; from < test.n(); from += CHUNK) {
                int count = Math.min(CHUNK, test.n() - from);
                try (Scope chunk = Scope.open()) {
                    vote(
                            queries.narrow(0, from, count).matmul(gallery),
                            train,
                            scores,
                            from,
                            classes);
                }
            }
        } finally {
            Engine.useThreads(threads);
        }
        return judge(scores, test.labels(), classes);
    }

    private void vote(Tensor similarity, Features train, float[] scores, int from, int classes) {
        int used = Math.min(k, train.n());
        T_TensorTensor_T top = similarity.topk(used);
        float[] weights = Plain.floats(top.get0().div(new Scalar(temperature)).exp());
        long[] neighbours = Plain.longs(top.get1());
        for (int i = 0; i < weights.length; i++) {
            int label = train.labels()[(int) neighbours[i]];
            scores[(from + i / used) * classes + label] += weights[i];
        }
    }

    private static Result judge(float[] scores, int[] labels, int classes) {
        int[] predictions = new int[labels.length];
        int right = 0;
        int among = 0;
        for (int i = 0; i < labels.length; i++) {
            float[] row = Arrays.copyOfRange(scores, i * classes, (i + 1) * classes);
            for (int c = 1; c < classes; c++) {
                predictions[i] = row[c] > row[predictions[i]] ? c : predictions[i];
            }
            right += predictions[i] == labels[i] ? 1 : 0;
            among += rank(row, labels[i]) < 5 ? 1 : 0;
        }
        double n = labels.length;
        return new Result(scores, predictions, 100 * right / n, 100 * among / n);
    }

    /** How many classes come before this one, the lower first among equals. */
    private static int rank(float[] row, int label) {
        int before = 0;
        for (int c = 0; c < row.length; c++) {
            before += row[c] > row[label] || row[c] == row[label] && c < label ? 1 : 0;
        }
        return before;
    }

    private static Tensor unit(Tensor x) {
        Tensor norm = x.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
        return x.div(norm.clamp_min(new Scalar(1e-12)));
    }
}
