package org.symbiosis.app.encoders;

import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.eval.ClusterStudy;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.eval.SvmSelection;
import org.symbiosis.report.Spread;

/**
 * All of chapter 3's measures of one feature, percent.
 *
 * @param feature in words
 * @param svm accuracy of a linear SVM
 * @param kMeans accuracy of clusters under the best assignment
 * @param nmi of the clusters
 * @param purity of the clusters
 * @param probe accuracy of a linear probe
 * @param knn1 accuracy by the nearest image
 * @param knn5 by the five nearest
 * @param knn20 by the twenty nearest
 */
public record FeatureScores(
        String feature,
        Spread svm,
        Spread kMeans,
        Spread nmi,
        Spread purity,
        double probe,
        double knn1,
        double knn5,
        double knn20) {
    private static final double TEMPERATURE = 0.07;

    /**
     * How often and how long.
     *
     * @param runs of the SVM's choice and of k-means
     * @param probeEpochs passes of the linear probe
     * @param seed of all that is random
     */
    public record Effort(int runs, int probeEpochs, long seed) {}

    /** Measures a feature; clusters are those of the test images. */
    public static FeatureScores of(String name, Features train, Features test, Effort effort) {
        int classes = Math.max(train.classCount(), test.classCount());
        ClusterStudy.Result clusters =
                new ClusterStudy(
                                ClusterStudy.tables(classes, effort.seed()).kMeans(), effort.runs())
                        .measure(test);
        double[] svm =
                new SvmSelection(SvmSelection.GRID, effort.runs(), effort.seed())
                        .measure(train, test)
                        .accuracy();
        ProbeProtocol protocol = ProbeProtocol.Momentum.tables().withEpochs(effort.probeEpochs());
        return new FeatureScores(
                name,
                Spread.of(svm),
                percent(clusters.accuracy()),
                percent(clusters.nmi()),
                percent(clusters.purity()),
                new LinearProbe(protocol, effort.seed()).accuracy(train, test),
                knn(1, train, test),
                knn(5, train, test),
                knn(20, train, test));
    }

    private static Spread percent(double... shares) {
        Spread spread = Spread.of(shares);
        return new Spread(100 * spread.mean(), 100 * spread.deviation());
    }

    private static double knn(int k, Features train, Features test) {
        return new Knn(k, TEMPERATURE).classify(train, test).top1();
    }

    /** Names and values in order, for machines. */
    public Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("feature", feature);
        put(all, "svm_top1", svm);
        put(all, "kmeans_accuracy", kMeans);
        put(all, "nmi", nmi);
        put(all, "purity", purity);
        all.put("probe_top1", probe);
        all.put("knn1_top1", knn1);
        all.put("knn5_top1", knn5);
        all.put("knn20_top1", knn20);
        return all;
    }

    private static void put(Map<String, Object> all, String name, Spread spread) {
        all.put(name, spread.mean());
        all.put(name + "_deviation", spread.deviation());
    }
}
