package org.symbiosis.eval;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Weighted nearest neighbours: each of the K nearest training images votes for its class. By
 * default near means a large cosine, and a vote weighs exp(similarity / temperature) (section 5.3
 * of the protocol, after DINO's).
 *
 * <p>Similarities are computed in double, since the temperature magnifies their rounding.
 *
 * @param k neighbours; all training images vote where there are fewer
 * @param vote what is near, and how much it weighs
 */
public record Knn(int k, Vote vote) {
    /** Similarities held at a time: 128 MB. */
    private static final int CHUNK = 1 << 24;

    private static final int TOP = 5;

    /** K = 20 and temperature 0.07: the tables' choice. */
    public static final Knn TABLES = new Knn(20, 0.07);

    /** Checks the ranges. */
    public Knn {
        if (k < 1) {
            throw new IllegalArgumentException("k must be positive");
        }
    }

    /** By cosine, with weights exp(similarity / temperature). */
    public Knn(int k, double temperature) {
        this(k, new Vote.Exponential(temperature));
    }

    /**
     * Votes and what they say.
     *
     * @param scores summed weights, {@code (n, classes)} row-major
     * @param predictions class of the largest sum; the lowest class of equal ones
     * @param top1 share of right predictions, percent
     * @param top5 share of images whose class is among the five largest sums, or the K largest when
     *     K is less, percent
     */
    public record Result(float[] scores, int[] predictions, double top1, double top5) {}

    /** What to say when there are too few training images for K neighbours. */
    public Optional<String> notice(Features train) {
        return k <= train.n()
                ? Optional.empty()
                : Optional.of(
                        "note: K = %d, but there are %d training images: all of them vote"
                                .formatted(k, train.n()));
    }

    /** Classifies the test images by the training images. */
    public Result classify(Features train, Features test) {
        return classify(train, test, Math.max(train.classCount(), test.classCount()));
    }

    /**
     * Classifies the test images by the training images.
     *
     * @param classes number of classes, more than any label
     */
    public Result classify(Features train, Features test, int classes) {
        check(train, test);
        float[] scores = new float[test.n() * classes];
        int chunk = Math.max(1, CHUNK / train.n());
        int threads = Engine.threads();
        Engine.useThreads(Engine.cores());
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor gallery = train.tensor().to(ScalarType.Double); // (n, D)
            Tensor queries = test.tensor().to(ScalarType.Double); // (m, D)
            for (int from = 0; from < test.n(); from += chunk) {
                int count = Math.min(chunk, test.n() - from);
                try (Scope inner = Scope.open()) {
                    Tensor nearness = vote.nearness(queries.narrow(0, from, count), gallery);
                    count(nearness, train.labels(), scores, from * classes, classes);
                }
            }
        } finally {
            Engine.useThreads(threads);
        }
        return judge(scores, test.labels(), classes, Math.min(TOP, Math.min(k, train.n())));
    }

    private static void check(Features train, Features test) {
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
        train.requireClasses("kNN");
        test.requireClasses("kNN");
    }

    /** Adds the votes for a chunk of images; the first of their scores lies at {@code at}. */
    private void count(Tensor nearness, int[] labels, float[] scores, int at, int classes) {
        int used = Math.min(k, labels.length);
        T_TensorTensor_T top = nearness.topk(used);
        double[] weights = Plain.doubles(vote.weights(top.get0()));
        long[] neighbours = Plain.longs(top.get1());
        for (int row = 0; row < weights.length / used; row++) {
            double[] sums = new double[classes];
            for (int i = row * used; i < (row + 1) * used; i++) {
                sums[labels[(int) neighbours[i]]] += weights[i];
            }
            for (int c = 0; c < classes; c++) {
                scores[at + row * classes + c] = (float) sums[c];
            }
        }
    }

    private static Result judge(float[] scores, int[] labels, int classes, int top) {
        int[] predictions = new int[labels.length];
        int right = 0;
        int among = 0;
        for (int i = 0; i < labels.length; i++) {
            float[] row = Arrays.copyOfRange(scores, i * classes, (i + 1) * classes);
            for (int c = 1; c < classes; c++) {
                predictions[i] = row[c] > row[predictions[i]] ? c : predictions[i];
            }
            right += predictions[i] == labels[i] ? 1 : 0;
            among += rank(row, labels[i]) < top ? 1 : 0;
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
}
