package org.symbiosis.eval.segments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Precision and recall of one category over all images.
 *
 * @param precision {@code (thresholds, 101)}: the best that is reached at recall 0, 0.01, .. 1 or
 *     more, 0 where that recall is not reached
 * @param recall {@code (thresholds)} of all detections
 * @param objects to be found
 */
@SuppressWarnings("ArrayRecordComponent")
record PrecisionRecall(double[][] precision, double[] recall, int objects) {
    private static final int POINTS = 101;
    private static final double TINY = Math.ulp(1.0);

    /** A detection among all images'. */
    private record Ranked(double score, int right, int ignored) {}

    /** The curves with so many detections an image. */
    static PrecisionRecall of(List<ImageMatches> images, int detections) {
        List<Ranked> ranked =
                images.stream()
                        .flatMap(
                                m ->
                                        IntStream.range(0, Math.min(detections, m.scores().length))
                                                .mapToObj(
                                                        d ->
                                                                new Ranked(
                                                                        m.scores()[d],
                                                                        m.right()[d],
                                                                        m.ignored()[d])))
                        .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                        .toList();
        int objects = images.stream().mapToInt(ImageMatches::objects).sum();
        int thresholds = ImageMatches.THRESHOLDS.length;
        double[][] precision = new double[thresholds][POINTS];
        double[] recall = new double[thresholds];
        for (int t = 0; t < thresholds && objects > 0; t++) {
            recall[t] = curve(ranked, t, objects, precision[t]);
        }
        return new PrecisionRecall(precision, recall, objects);
    }

    /** Fills in the precision at one threshold; gives the recall of all. */
    private static double curve(List<Ranked> ranked, int t, int objects, double[] precision) {
        double[] p = new double[ranked.size()];
        double[] r = new double[p.length];
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < p.length; i++) {
            Ranked d = ranked.get(i);
            boolean counts = (d.ignored() >> t & 1) == 0;
            right += counts && (d.right() >> t & 1) == 1 ? 1 : 0;
            wrong += counts && (d.right() >> t & 1) == 0 ? 1 : 0;
            r[i] = (double) right / objects;
            p[i] = right / (right + wrong + TINY);
        }
        for (int i = p.length - 2; i >= 0; i--) {
            p[i] = Math.max(p[i], p[i + 1]);
        }
        int at = 0;
        for (int k = 0; k < POINTS; k++) {
            double reached = k == POINTS - 1 ? 1 : k * 0.01;
            while (at < r.length && r[at] < reached) {
                at++;
            }
            precision[k] = at < p.length ? p[at] : 0;
        }
        return p.length == 0 ? 0 : r[p.length - 1];
    }

    static double meanPrecision(List<PrecisionRecall> categories) {
        return categories.stream()
                .flatMapToDouble(c -> Arrays.stream(c.precision).flatMapToDouble(Arrays::stream))
                .average()
                .orElse(Double.NaN);
    }

    static double meanPrecision(List<PrecisionRecall> categories, int threshold) {
        return Arrays.stream(precisions(categories, threshold)).average().orElse(Double.NaN);
    }

    static double meanRecall(List<PrecisionRecall> categories) {
        return Arrays.stream(recalls(categories)).average().orElse(Double.NaN);
    }

    /** Mean over categories, {@code (101)}. */
    static double[] precisions(List<PrecisionRecall> categories, int threshold) {
        return IntStream.range(0, POINTS)
                .mapToDouble(
                        k ->
                                categories.stream()
                                        .mapToDouble(c -> c.precision[threshold][k])
                                        .average()
                                        .orElse(Double.NaN))
                .toArray();
    }

    /** Mean over categories, {@code (thresholds)}. */
    static double[] recalls(List<PrecisionRecall> categories) {
        return IntStream.range(0, ImageMatches.THRESHOLDS.length)
                .mapToDouble(
                        t ->
                                categories.stream()
                                        .mapToDouble(c -> c.recall[t])
                                        .average()
                                        .orElse(Double.NaN))
                .toArray();
    }
}
