package org.symbiosis.spectral.crf;

import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;

/**
 * How probable each label is at each pixel.
 *
 * @param size rows and columns of the image
 * @param labels number of labels L
 * @param q {@code (rows * columns, L)}; every pixel's sum is 1
 */
public record Posterior(Grid size, int labels, double[] q) {
    /** The most probable label of each pixel, the first of equal ones. */
    public LabelMap map() {
        int[] map = new int[size.size()];
        for (int p = 0; p < map.length; p++) {
            int best = 0;
            for (int l = 1; l < labels; l++) {
                best = q[p * labels + l] > q[p * labels + best] ? l : best;
            }
            map[p] = best;
        }
        return new LabelMap(size, map);
    }
}
