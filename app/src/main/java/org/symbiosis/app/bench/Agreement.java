package org.symbiosis.app.bench;

import java.util.List;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.RegionMeasures;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Regions;

/** How alike two results for one image are. */
final class Agreement {
    private Agreement() {}

    /** Mean squared cosine between the spans of the first {@code k} channels, in [0, 1]. */
    static double subspaces(SpectralFeatures one, SpectralFeatures other, int k) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double dot = 0;
                for (int n = 0; n < one.grid().size(); n++) {
                    dot +=
                            (double) one.eigenvectors()[n * one.channels() + i]
                                    * other.eigenvectors()[n * other.channels() + j];
                }
                sum += dot * dot;
            }
        }
        return sum / k;
    }

    /** Adjusted Rand index of two divisions: 1 when equal, 0 as by chance. */
    static double adjustedRand(Labels one, Labels other) {
        return RegionMeasures.of(one, List.of(other)).adjustedRand();
    }

    /** Features cut into so many regions. */
    static Labels regions(SpectralFeatures features, int k) {
        LabelMap map = Regions.fixed(features.features(), features.grid(), k, 0).map();
        return labels(map);
    }

    /** Features cut into 2 to 10 regions, as the silhouette asks. */
    static Labels regions(SpectralFeatures features) {
        int most = Math.min(10, features.grid().size());
        return labels(Regions.auto(features.features(), features.grid(), 2, most, 0).map());
    }

    private static Labels labels(LabelMap map) {
        return new Labels(map.grid().columns(), map.grid().rows(), map.labels());
    }
}
