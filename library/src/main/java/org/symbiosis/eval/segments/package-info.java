/**
 * What segments are worth, against truth (chapter 4, appendix C): regions of one image, classes
 * over a data set, places, objects.
 *
 * <p>{@link org.symbiosis.eval.segments.OracleRegions} lets the truth name the regions; {@link
 * org.symbiosis.eval.segments.RegionMeasures} compares divisions without names; {@link
 * org.symbiosis.eval.segments.SemanticScore} names clusters over a data set; {@link
 * org.symbiosis.eval.segments.CoordinateRegression} and {@link
 * org.symbiosis.eval.segments.SpatialLabels} ask where; {@link
 * org.symbiosis.eval.segments.InstanceEvaluation} counts objects as COCO does.
 *
 * <pre>{@code
 * Labels truth = new Labels(4, 1, new int[] {0, 0, 2, Labels.VOID});
 * Labels regions = new Labels(4, 1, new int[] {7, 7, 3, 3});
 * OracleRegions oracle = new OracleRegions(3);
 * Labels named = oracle.add(regions, truth);            // 0 0 2 2
 * double miou = oracle.miou();                          // 1: void pixels do not count
 * double covering = RegionMeasures.of(regions, List.of(truth)).covering();
 * }</pre>
 *
 * <p>Plain numbers, summed in doubles or whole numbers: the order of images does not matter. May
 * use what {@code eval} may.
 */
package org.symbiosis.eval.segments;
