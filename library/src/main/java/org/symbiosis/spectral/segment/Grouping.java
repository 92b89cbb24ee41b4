package org.symbiosis.spectral.segment;

import java.util.List;
import java.util.Optional;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.regions.Proposals;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.regions.Regions;

/**
 * The places of a photograph in groups.
 *
 * @param regions every place in one region
 * @param features what was clustered, {@code (N, C)} row-major; empty for methods that cut out
 *     single objects
 * @param masks the objects of such methods, best first
 * @param spectral where a spectral solver made the features
 * @param seed of the starts of k-means
 */
@SuppressWarnings("ArrayRecordComponent")
public record Grouping(
        Regions regions,
        float[] features,
        List<Proposal> masks,
        Optional<SpectralFeatures> spectral,
        long seed) {
    private static final int FEWEST = 2;
    private static final int MOST = 10;

    /** Keeps the list. */
    public Grouping {
        masks = List.copyOf(masks);
    }

    /** By k-means on features. */
    static Grouping of(float[] features, Grid grid, RegionCount count, long seed) {
        Regions regions = count.cut(features, grid, seed);
        return new Grouping(regions, features, List.of(), Optional.empty(), seed);
    }

    /** The same features cut into another number of regions. */
    public Grouping recut(RegionCount count) {
        Regions other = count.cut(features, regions.map().grid(), seed);
        return new Grouping(other, features, masks, spectral, seed);
    }

    /** By a method that cuts without features of its own. */
    static Grouping of(Regions regions, List<Proposal> masks) {
        return new Grouping(regions, new float[0], masks, Optional.empty(), 0);
    }

    /** The same, made by a spectral solver. */
    Grouping by(SpectralFeatures solver) {
        return new Grouping(regions, features, masks, Optional.of(solver), seed);
    }

    /** Masks that may be objects, best first, on the model's grid (appendix C.4.2). */
    public List<Proposal> objects() {
        int most = Math.min(MOST, regions.map().grid().size());
        return features.length == 0
                ? masks
                : Proposals.DEFAULT.find(features, regions.map().grid(), FEWEST, most, seed);
    }
}
