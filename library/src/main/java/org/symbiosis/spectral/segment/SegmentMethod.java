package org.symbiosis.spectral.segment;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.cuts.MaskCut;
import org.symbiosis.spectral.cuts.NcutKMeans;
import org.symbiosis.spectral.cuts.TokenCut;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.regions.Regions;

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
            SpectralFeatures found = reading.solve(config);
            return Grouping.of(found.features(), found.grid(), count, seed).by(found);
        }
    }

    /** K-means on the final tokens as they are: what all layers are compared with. */
    record LastTokens() implements SegmentMethod {
        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            return Grouping.of(reading.features(), reading.grid(), count, seed);
        }
    }

    /**
     * Normalised cuts of one graph, k-means on the smallest eigenvectors.
     *
     * @param vectors eigenvectors used, the constant one included
     * @param link whose affinities the graph has
     */
    record Ncut(int vectors, Link link) implements SegmentMethod {
        /** What joins two places. */
        public enum Link {
            /** The cosine of their final tokens. */
            LAST_TOKENS,
            /** The last layer's attention, the mean over heads. */
            LAST_ATTENTION
        }

        /** 15 vectors, as in the dissertation. */
        public static Ncut usual(Link link) {
            return new Ncut(15, link);
        }

        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            NcutKMeans cut =
                    new NcutKMeans(
                            NcutKMeans.ofCosines(seed).affinity(),
                            vectors,
                            count.least(),
                            count.most(),
                            seed);
            return Grouping.of(
                    link == Link.LAST_TOKENS
                            ? cut.regions(reading.features(), reading.grid())
                            : cut.ofAttention(reading.lastAttention(), reading.grid()),
                    List.of());
        }
    }

    /**
     * One object by one cut of the last layer's keys.
     *
     * @param cut as it is parameterised
     */
    record OneObject(TokenCut cut) implements SegmentMethod {
        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            TokenCut.Found found = cut.find(reading.keys(), reading.grid());
            LabelMap map = found.object().labels();
            return Grouping.of(
                    new Regions(map.renumbered(), List.of()),
                    List.of(new Proposal(found.object(), found.eigengap())));
        }
    }

    /**
     * Several objects by several cuts of the last layer's keys, the first found the best.
     *
     * @param cut as it is parameterised
     */
    record SeveralObjects(MaskCut cut) implements SegmentMethod {
        @Override
        public Grouping group(Reading reading, RegionCount count, long seed) {
            LabelMap map = cut.segment(reading.keys(), reading.grid());
            List<Proposal> objects = new ArrayList<>();
            for (int label : map.distinct()) {
                if (label > 0) {
                    objects.add(new Proposal(map.mask(label), 1.0 / label));
                }
            }
            return Grouping.of(new Regions(map.renumbered(), List.of()), objects);
        }
    }
}
