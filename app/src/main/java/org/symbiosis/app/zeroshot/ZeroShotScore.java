package org.symbiosis.app.zeroshot;

import org.symbiosis.eval.segments.Confusion;

/**
 * What named pixels came to over a set; not a number where something was not measured.
 *
 * @param iou of each class; not a number for classes neither named nor true anywhere
 * @param miouOfAll mean over all classes, those that are nowhere counting 0, in [0, 1]
 * @param miouOfPresent mean over the classes that are named or true somewhere, in [0, 1]
 * @param accuracy share of the labelled pixels named right, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent")
public record ZeroShotScore(double[] iou, double miouOfAll, double miouOfPresent, double accuracy) {
    static ZeroShotScore of(Confusion pixels) {
        return new ZeroShotScore(
                pixels.iou(), pixels.miouOfAll(), pixels.miouOfPresent(), pixels.pixelAccuracy());
    }

    /** Regions that take the class that they overlap most: what naming could reach at best. */
    static ZeroShotScore ofOracle(double miou) {
        return new ZeroShotScore(new double[0], Double.NaN, miou, Double.NaN);
    }
}
