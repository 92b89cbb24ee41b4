package org.symbiosis.spectral.cuts;

import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;

/** A way to cut an image that our own is compared with (Table C.1). */
public sealed interface Baseline permits FeatureKMeans, NcutKMeans, TokenCut, MaskCut {
    /**
     * Cuts an image.
     *
     * @param features one layer's features or keys {@code (N, D)} row-major
     * @param grid of the N positions
     * @return regions from 0
     */
    LabelMap segment(float[] features, Grid grid);
}
