package org.symbiosis.app.segments;

import org.symbiosis.eval.segments.InstanceScores;
import org.symbiosis.eval.segments.RegionMeasures;

/**
 * What a method came to on a set.
 *
 * @param method its name, and how many regions it was asked for
 * @param oracle mean IoU of regions that take the name they overlap most, over all images, in [0,
 *     1]; not a number for sets without names
 * @param oraclePerImage the mean over images of the same
 * @param regions agreement with what people drew
 * @param count mean number of regions
 * @param boxes objects by their boxes, whatever their class
 * @param masks objects by their masks
 * @param seconds mean of grouping one photograph, the model's pass not counted
 * @param objective mean of the released objective; not a number for methods without one
 */
public record SegmentRow(
        String method,
        double oracle,
        double oraclePerImage,
        RegionMeasures regions,
        double count,
        Objects boxes,
        Objects masks,
        double seconds,
        double objective) {
    /**
     * Class-agnostic detection of objects, as COCO counts it (Table C.4).
     *
     * @param ap50 average precision at overlap 0.5
     * @param ap over overlaps from 0.5 to 0.95
     * @param ar100 average recall of a hundred detections
     */
    public record Objects(double ap50, double ap, double ar100) {
        static Objects of(InstanceScores scores) {
            return new Objects(scores.ap50(), scores.ap(), scores.ar100());
        }
    }
}
