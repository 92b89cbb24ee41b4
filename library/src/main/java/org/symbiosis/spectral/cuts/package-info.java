/**
 * Cuts of a single graph, which the spectral method is compared with (Table C.1): normalised cuts
 * with k-means, TokenCut, MaskCut, k-means on features.
 *
 * <p>All take plain features or keys of one layer and the grid of its positions:
 *
 * <pre>{@code
 * Grid grid = new Grid(2, 3);
 * float[] keys = {1, 0, 1, 0.1f, 0, 1, 1, 0, 0.9f, 0, 0.1f, 1}; // (6, 2)
 * TokenCut.Found found = TokenCut.DEFAULT.find(keys, grid);
 * Box box = found.box(16, 32, 48);
 * LabelMap regions = NcutKMeans.ofCosines(0).segment(new float[28 * 28 * 64], new Grid(28, 28));
 * }</pre>
 *
 * <p>The generalised problem is solved as a symmetric one; of large graphs only the wanted pairs.
 */
package org.symbiosis.spectral.cuts;
