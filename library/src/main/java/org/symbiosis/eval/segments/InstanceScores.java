package org.symbiosis.eval.segments;

/**
 * Average precision and recall as COCO defines them, in [0, 1], means over categories; NaN where
 * there is no such object.
 *
 * @param ap precision, mean over 101 points of recall and ten thresholds of overlap from 0.5 to
 *     0.95
 * @param ap50 at overlap 0.5 only
 * @param ap75 at overlap 0.75 only
 * @param apSmall of objects up to 32^2 pixels
 * @param apMedium of objects from 32^2 to 96^2 pixels
 * @param apLarge of objects from 96^2 pixels on
 * @param ar1 recall, mean over the ten thresholds, with one detection an image
 * @param ar10 with ten
 * @param ar100 with a hundred
 * @param arSmall recall of objects up to 32^2 pixels, with a hundred
 * @param arMedium of objects from 32^2 to 96^2 pixels
 * @param arLarge of objects from 96^2 pixels on
 * @param precisions at overlap 0.5 and recall 0, 0.01, .. 1
 * @param recalls at the ten thresholds, with a hundred detections
 */
@SuppressWarnings("ArrayRecordComponent")
public record InstanceScores(
        double ap,
        double ap50,
        double ap75,
        double apSmall,
        double apMedium,
        double apLarge,
        double ar1,
        double ar10,
        double ar100,
        double arSmall,
        double arMedium,
        double arLarge,
        double[] precisions,
        double[] recalls) {}
