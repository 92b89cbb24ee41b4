package org.symbiosis.spectral.segment;

import org.symbiosis.spectral.ImageSolver;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;

/** How the places of a photograph are grouped. */
public sealed interface SegmentMethod {
    /**
     * Groups the places.
     *
     * @param reading stays the caller's
     * @param seed of the starts of k-means
     */
    Grouping group(Reading reading, RegionCount count, long seed);

    /**
     * Spectral clustering over all layers at once, then k-means (section 4.2).
     *
     * @param config of the solver
     */
    record Spectral(SpectralConfig config) implements SegmentMethod {
        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            SpectralFeatures found = new ImageSolver(config).solve(reading.layers());
            return Grouping.of(found.features(), reading, count, seed).by(found);
        }
    }

    /** K-means on the final tokens as they are: what all layers are compared with. */
    record LastTokens() implements SegmentMethod {
        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            return Grouping.of(reading.features(), reading, count, seed);
        }
    }
}
