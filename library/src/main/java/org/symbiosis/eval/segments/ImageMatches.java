package org.symbiosis.eval.segments;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;

/**
 * The detections of one image and category, best first, and which of them are right at each
 * threshold of overlap, for one range of areas.
 *
 * @param scores falling
 * @param right {@code (detections)}: bit t is set when it found an object at threshold t
 * @param ignored {@code (detections)}: bit t is set when it is neither right nor wrong there
 * @param objects that count
 */
@SuppressWarnings("ArrayRecordComponent")
record ImageMatches(double[] scores, int[] right, int[] ignored, int objects) {
    /** Ten thresholds from 0.5 to 0.95. */
    static final double[] THRESHOLDS = thresholds();

    /** Detections beyond so many in an image and category do not count. */
    static final int MOST = 100;

    private static double[] thresholds() {
        double step = (0.95 - 0.5) / 9;
        double[] all = IntStream.range(0, 10).mapToDouble(i -> i * step + 0.5).toArray();
        all[9] = 0.95; // the sum above misses it by a rounding
        return all;
    }

    /** The detections in order of their scores, as many as count; equal ones as given. */
    static List<Detection> ranked(List<Detection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(MOST)
                .toList();
    }

    /**
     * Matches greedily, the best detection first. A detection that finds nothing is set aside when
     * its box is outside the range: COCO's own code takes the box where results have one, also for
     * masks.
     *
     * @param iou {@code (detections, truth)} of the ranked detections
     */
    static ImageMatches of(
            List<Detection> ranked, List<AnnotatedObject> truth, double[][] iou, AreaRange range) {
        boolean[] aside = new boolean[truth.size()];
        int objects = 0;
        for (int g = 0; g < aside.length; g++) {
            AnnotatedObject o = truth.get(g);
            aside[g] = o.extent() == Extent.CROWD || !range.holds(o.area());
            objects += aside[g] ? 0 : 1;
        }
        int[] order =
                IntStream.range(0, aside.length)
                        .boxed()
                        .sorted(Comparator.comparing((Integer g) -> aside[g]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] right = new int[ranked.size()];
        int[] ignored = new int[right.length];
        for (int t = 0; t < THRESHOLDS.length; t++) {
            boolean[] taken = new boolean[aside.length];
            for (int d = 0; d < right.length; d++) {
                int found = best(iou[d], THRESHOLDS[t], order, aside, taken, truth);
                if (found >= 0) {
                    taken[found] = true;
                    right[d] |= aside[found] ? 0 : 1 << t;
                    ignored[d] |= aside[found] ? 1 << t : 0;
                } else if (!range.holds(ranked.get(d).box().area())) {
                    ignored[d] |= 1 << t;
                }
            }
        }
        double[] scores = ranked.stream().mapToDouble(Detection::score).toArray();
        return new ImageMatches(scores, right, ignored, objects);
    }

    /**
     * The object that a detection overlaps most and enough, or -1; one set aside only where there
     * is no other. Of equals the last.
     */
    private static int best(
            double[] iou,
            double threshold,
            int[] order,
            boolean[] aside,
            boolean[] taken,
            List<AnnotatedObject> truth) {
        double enough = Math.min(threshold, 1 - 1e-10);
        int best = -1;
        for (int g : order) {
            if (best >= 0 && !aside[best] && aside[g]) {
                break;
            }
            boolean free = !taken[g] || truth.get(g).extent() == Extent.CROWD;
            if (free && iou[g] >= enough) {
                enough = iou[g];
                best = g;
            }
        }
        return best;
    }
}
