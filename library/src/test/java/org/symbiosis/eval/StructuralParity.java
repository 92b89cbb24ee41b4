package org.symbiosis.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the evaluations of chapter 3: k-means, neighbours, SVM. */
public final class StructuralParity {
    private static final Pattern WEIGHTED =
            Pattern.compile("output\\.knn_(cosine|euclidean)_k(\\d+)_top1");
    private static final Pattern MAJORITY = Pattern.compile("output\\.majority_knn_k(\\d+)_top1");

    /** The reference's own solver stops early: its README asks for this. */
    private static final double SVM_TOLERANCE = 1e-4;

    /**
     * The reference takes roots of eigenvalues that are rounding where a covariance is singular.
     */
    private static final double ROOT_OF_ROUNDING = 1e-7;

    private StructuralParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "structural-kmeans", StructuralParity::kMeans,
                "structural-knn-svm", StructuralParity::knnAndSvm,
                "structural-fid-is", StructuralParity::fidAndInceptionScore,
                "nested-frechet", StructuralParity::frechet);
    }

    private static void kMeans(ParityFile file) {
        JsonNode c = file.config();
        KMeans whole =
                new KMeans(
                        c.get("k").asInt(),
                        c.get("restarts").asInt(),
                        c.get("max_iterations").asInt(),
                        c.get("tol").asDouble(),
                        KMeans.Geometry.SPHERE,
                        KMeans.Start.BY_DISTANCE,
                        0,
                        2);
        Tensor X = file.tensor("input.features");
        float[] points = Plain.floats(X);
        int d = (int) X.size(1);
        double[] start = Plain.doubles(file.tensor("input.init_centers"));
        file.check("output.labels_after_1_iteration", labels(whole.nearest(start, points, d)));
        Clustering once = whole.withSteps(1).fitFrom(start, points, d);
        file.check("output.centers_after_1_iteration", once.centres());
        Clustering end = whole.fitFrom(start, points, d);
        file.check("output.labels", labels(end.labels()));
        file.check("output.centers", end.centres());
        ClusterAgreement shared =
                ClusterAgreement.of(end.labels(), ints(file.tensor("input.labels")));
        long[] counts = Arrays.stream(shared.counts()).flatMapToLong(Arrays::stream).toArray();
        file.check("output.contingency", Plain.tensor(counts, counts.length));
        file.check("output.assignment", labels(shared.assignment()));
        file.check("output.accuracy", shared.accuracy());
        file.check("output.purity", shared.purity());
        file.check("output.nmi", shared.nmi());
    }

    private static void knnAndSvm(ParityFile file) {
        Features train = features(file, "train");
        Features test = features(file, "test");
        int classes = file.config().get("classes").asInt();
        double temperature = file.config().get("T").asDouble();
        for (String name : file.expected("output.")) {
            Matcher weighted = WEIGHTED.matcher(name);
            Matcher majority = MAJORITY.matcher(name);
            if (weighted.matches()) {
                Vote vote =
                        weighted.group(1).equals("cosine")
                                ? new Vote.Exponential(temperature)
                                : Vote.Inverse.USUAL;
                Knn knn = new Knn(Integer.parseInt(weighted.group(2)), vote);
                file.check(name, knn.classify(train, test, classes).top1());
            } else if (majority.matches()) {
                Knn knn = new Knn(Integer.parseInt(majority.group(1)), new Vote.Majority());
                file.check(name, knn.classify(train, test, classes).top1());
            }
        }
        Svm.Fit fit = new Svm(file.config().get("C").asDouble()).fit(train, classes);
        near(file, "output.svm_coef", SVM_TOLERANCE, fit.coefficients());
        near(file, "output.svm_intercept", SVM_TOLERANCE, fit.intercepts());
        near(file, "output.svm_decision_test", SVM_TOLERANCE, fit.decisions(test));
        double scale = Plain.doubles(file.tensor("output.svm_test_accuracy"))[0] <= 1 ? 0.01 : 1;
        file.check("output.svm_test_accuracy", scale * fit.accuracy(test));
        file.check("output.svm_train_accuracy", scale * fit.accuracy(train));
    }

    private static void near(ParityFile file, String name, double tolerance, double... ours) {
        double[] theirs = Plain.doubles(file.tensor(name));
        double worst = theirs.length == ours.length ? 0 : Double.POSITIVE_INFINITY;
        double scale = Arrays.stream(theirs).map(Math::abs).max().orElse(0);
        for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
            worst = Math.max(worst, Math.abs(ours[i] - theirs[i]) / scale);
        }
        file.accept(name, worst <= tolerance, "differs by " + worst);
    }

    private static void fidAndInceptionScore(ParityFile file) {
        Tensor A = file.tensor("input.features_a");
        Moments a = inBatches(A, 64);
        Moments b = inBatches(file.tensor("input.features_b"), 100);
        file.check("output.mu_a", a.mean());
        file.check("output.mu_b", b.mean());
        file.check("output.sigma_a", a.covariance());
        file.check("output.sigma_b", b.covariance());
        file.check("output.fid", FrechetDistance.of(a, b));
        Moments few = inBatches(A.narrow(0, 0, file.config().get("few").asInt()), 16);
        near(file, "output.fid_few_samples_exact", ROOT_OF_ROUNDING, FrechetDistance.of(few, b));
        Tensor logits = file.tensor("input.logits");
        InceptionScore.Score ten = score(logits, 10);
        file.check("output.inception_score_mean_10_splits", ten.mean());
        file.check("output.inception_score_std_10_splits", ten.deviation());
        file.check("output.inception_score_1_split", score(logits, 1).mean());
    }

    private static InceptionScore.Score score(Tensor logits, int splits) {
        InceptionScore sum = new InceptionScore(logits.size(0), splits, (int) logits.size(1));
        for (long from = 0; from < logits.size(0); from += 37) {
            sum.add(logits.narrow(0, from, Math.min(37, logits.size(0) - from)));
        }
        return sum.score();
    }

    private static void frechet(ParityFile file) {
        Moments a = inBatches(file.tensor("input.features.a"), 7);
        file.check("output.mean.a", a.mean());
        file.check("output.cov.a", a.covariance());
        for (String name : file.expected("output.frechet.a_")) {
            String other = name.substring("output.frechet.a_".length());
            Moments b = inBatches(file.tensor("input.features." + other), 1000);
            near(file, name, ROOT_OF_ROUNDING, FrechetDistance.of(a, b));
        }
    }

    private static Moments inBatches(Tensor X, int batch) {
        try (MomentSum sum = new MomentSum((int) X.size(1))) {
            for (long from = 0; from < X.size(0); from += batch) {
                sum.add(X.narrow(0, from, Math.min(batch, X.size(0) - from)));
            }
            return sum.moments();
        }
    }

    static Features features(ParityFile file, String part) {
        Tensor X = file.tensor("input." + part + "_features");
        int[] labels = ints(file.tensor("input." + part + "_labels"));
        return new Features(
                Plain.floats(X),
                labels.length,
                (int) Shapes.of(X)[1],
                labels,
                Collections.nCopies(labels.length, ""),
                part);
    }

    private static int[] ints(Tensor t) {
        return Arrays.stream(Plain.longs(t)).mapToInt(Math::toIntExact).toArray();
    }

    private static Tensor labels(int... values) {
        return Plain.tensor(Arrays.stream(values).asLongStream().toArray(), values.length);
    }
}
