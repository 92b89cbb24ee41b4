package org.symbiosis.app.spiral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.adversarial.Spiral;
import org.symbiosis.eval.ClusterStudy;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.KMeans;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.SvmSelection;
import org.symbiosis.eval.Vote;

/**
 * How well one kind of feature tells the arms apart, in percent; not a number where not measured.
 *
 * @param svm linear SVM, C chosen on a tenth of the training points
 * @param few nearest neighbour among ten labelled points of each arm, mean of twenty choices
 * @param knn five neighbours among all training points
 * @param kMeans spherical k-means of the test points in two clusters, mean of ten runs
 * @param near share of generated points within three deviations of the curve
 * @param covered share of the curve with a generated point within three deviations
 */
public record SpiralScore(
        double svm, double few, double knn, double kMeans, double near, double covered) {
    private static final Vote NEAREST = new Vote.Inverse(1e-5);
    private static final int LABELS = 10;
    private static final int CHOICES = 20;
    private static final double REACH = 3 * Spiral.BLUR;
    private static final int CURVE = 2000;

    /** Judges features of training and test points. */
    static SpiralScore of(Features train, Features test, long seed) {
        double svm =
                new SvmSelection(SvmSelection.GRID, 1, seed).measure(train, test).accuracy()[0];
        double knn = new Knn(5, NEAREST).classify(train, test).top1();
        double[] clusters = new ClusterStudy(KMeans.sphere(2, seed), 10).measure(test).accuracy();
        double kMeans = 100 * Arrays.stream(clusters).average().orElseThrow();
        return new SpiralScore(svm, few(train, test), knn, kMeans, Double.NaN, Double.NaN);
    }

    private static double few(Features train, Features test) {
        double sum = 0;
        for (int choice = 0; choice < CHOICES; choice++) {
            int[] rows = labelled(train.labels(), choice * 2 * LABELS);
            sum += new Knn(1, NEAREST).classify(train.rows(rows), test).top1();
        }
        return sum / CHOICES;
    }

    /** The first ten points of each arm from a place on. */
    private static int[] labelled(int[] labels, int from) {
        List<Integer> rows = new ArrayList<>();
        int[] taken = new int[2];
        for (int i = from; rows.size() < 2 * LABELS; i++) {
            int k = i % labels.length;
            if (taken[labels[k]] < LABELS) {
                taken[labels[k]]++;
                rows.add(k);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The same, with how well these generated points {@code (n, 2)} follow the curve. */
    SpiralScore withGenerated(float[] points) {
        float[] curve = Spiral.curve(CURVE);
        boolean[] seen = new boolean[CURVE];
        int close = 0;
        for (int i = 0; i < points.length; i += 2) {
            boolean isClose = false;
            for (int j = 0; j < CURVE; j++) {
                double d = Math.hypot(points[i] - curve[2 * j], points[i + 1] - curve[2 * j + 1]);
                isClose |= d < REACH;
                seen[j] |= d < REACH;
            }
            close += isClose ? 1 : 0;
        }
        int covers = 0;
        for (boolean b : seen) {
            covers += b ? 1 : 0;
        }
        return new SpiralScore(
                svm, few, knn, kMeans, 200.0 * close / points.length, 100.0 * covers / CURVE);
    }
}
