package org.symbiosis.spectral.cuts;

import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Regions;

/**
 * K-means on features as they are, the silhouette choosing the number of regions.
 *
 * @param kMin fewest regions, at least 2
 * @param kMax most regions
 * @param seed of the starts
 */
public record FeatureKMeans(int kMin, int kMax, long seed) implements Baseline {
    @Override
    public LabelMap segment(float[] features, Grid grid) {
        return regions(features, grid).map();
    }

    /** The same with the silhouettes of all numbers. */
    public Regions regions(float[] features, Grid grid) {
        return Regions.auto(features, grid, kMin, kMax, seed);
    }
}
