package org.symbiosis.app.where;

import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.segment.SetRegions;

/**
 * What pictures of a solution are made of.
 *
 * @param features of the set
 * @param regions that were compared with classes
 * @param names class that each region takes by itself
 */
@SuppressWarnings("ArrayRecordComponent")
public record Shown(SetFeatures features, SetRegions regions, int[] names) {}
