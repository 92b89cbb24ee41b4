package org.symbiosis.eval.segments;

/**
 * How well clusters of pixels agree with classes over a data set (Tables 4.2 and 4.3).
 *
 * @param matching that named the clusters
 * @param names class of each cluster, or -1
 * @param iou of each class, NaN for those neither named nor true anywhere
 * @param miouOfAll mean over all classes, those that are nowhere counting 0, in [0, 1]: what Table
 *     4.2 reports
 * @param miouOfPresent mean over the classes that are named or true somewhere, in [0, 1]: what
 *     STEGO reports
 * @param pixelAccuracy share of the labelled pixels named right, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent")
public record SemanticScore(
        Matching matching,
        int[] names,
        double[] iou,
        double miouOfAll,
        double miouOfPresent,
        double pixelAccuracy) {
    /** Names the clusters and counts. */
    public static SemanticScore of(Confusion clusters, Matching matching) {
        int[] names = matching.names(clusters);
        Confusion named = clusters.renamed(names);
        return new SemanticScore(
                matching,
                names,
                named.iou(),
                named.miouOfAll(),
                named.miouOfPresent(),
                named.pixelAccuracy());
    }
}
