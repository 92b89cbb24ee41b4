package org.symbiosis.eval.segments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symbiosis.data.annotated.AnnotatedObject;

/**
 * Detections against objects as COCO counts them (Table C.4): image by image, then {@link #scores}.
 *
 * <p>A crowd is never missed, and detections inside one are neither right nor wrong; the same holds
 * for objects outside the range of areas. With one category for all it asks only whether objects
 * are found, not what they are.
 */
public final class InstanceEvaluation {
    private static final int HALF = 0; // places of the thresholds 0.5 and 0.75
    private static final int THREE_QUARTERS = 5;

    private final Overlap overlap;
    private final Map<Integer, EnumMap<AreaRange, List<ImageMatches>>> categories = new TreeMap<>();

    /** Starts without images. */
    public InstanceEvaluation(Overlap overlap) {
        this.overlap = overlap;
    }

    /** Adds an image; of each category's detections the hundred best count. */
    public void add(List<AnnotatedObject> truth, List<Detection> detections) {
        TreeSet<Integer> present = new TreeSet<>();
        truth.forEach(o -> present.add(o.category()));
        detections.forEach(d -> present.add(d.category()));
        for (int category : present) {
            List<AnnotatedObject> objects =
                    truth.stream().filter(o -> o.category() == category).toList();
            List<Detection> ranked =
                    ImageMatches.ranked(
                            detections.stream().filter(d -> d.category() == category).toList());
            double[][] iou = new double[ranked.size()][objects.size()];
            for (int d = 0; d < iou.length; d++) {
                for (int g = 0; g < objects.size(); g++) {
                    iou[d][g] = overlap.iou(ranked.get(d), objects.get(g));
                }
            }
            Map<AreaRange, List<ImageMatches>> ranges =
                    categories.computeIfAbsent(category, c -> new EnumMap<>(AreaRange.class));
            for (AreaRange range : AreaRange.values()) {
                ranges.computeIfAbsent(range, r -> new ArrayList<>())
                        .add(ImageMatches.of(ranked, objects, iou, range));
            }
        }
    }

    /** The scores of all images so far. */
    public InstanceScores scores() {
        List<PrecisionRecall> all = curves(AreaRange.ALL, ImageMatches.MOST);
        List<PrecisionRecall> small = curves(AreaRange.SMALL, ImageMatches.MOST);
        List<PrecisionRecall> medium = curves(AreaRange.MEDIUM, ImageMatches.MOST);
        List<PrecisionRecall> large = curves(AreaRange.LARGE, ImageMatches.MOST);
        return new InstanceScores(
                PrecisionRecall.meanPrecision(all),
                PrecisionRecall.meanPrecision(all, HALF),
                PrecisionRecall.meanPrecision(all, THREE_QUARTERS),
                PrecisionRecall.meanPrecision(small),
                PrecisionRecall.meanPrecision(medium),
                PrecisionRecall.meanPrecision(large),
                PrecisionRecall.meanRecall(curves(AreaRange.ALL, 1)),
                PrecisionRecall.meanRecall(curves(AreaRange.ALL, 10)),
                PrecisionRecall.meanRecall(all),
                PrecisionRecall.meanRecall(small),
                PrecisionRecall.meanRecall(medium),
                PrecisionRecall.meanRecall(large),
                PrecisionRecall.precisions(all, HALF),
                PrecisionRecall.recalls(all));
    }

    /** One for each category that has objects in the range. */
    private List<PrecisionRecall> curves(AreaRange range, int detections) {
        return categories.values().stream()
                .map(ranges -> PrecisionRecall.of(ranges.get(range), detections))
                .filter(curve -> curve.objects() > 0)
                .toList();
    }
}
