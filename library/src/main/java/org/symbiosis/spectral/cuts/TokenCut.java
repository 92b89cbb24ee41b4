package org.symbiosis.spectral.cuts;

import org.symbiosis.data.annotated.Box;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;

/**
 * One object by one cut (Wang et al., 2022): keys above a cosine are linked, the second smallest
 * eigenvector of the graph parts foreground and background at its mean, and the connected piece
 * that holds the largest entry is the object. Something is always found: look at {@link
 * Found#eigengap}.
 *
 * @param affinity links between positions
 */
public record TokenCut(LinkWeight affinity) implements Baseline {
    /** Full weight above cosine 0.2, else 1e-5. */
    public static final TokenCut DEFAULT = new TokenCut(new LinkWeight.Binary(0.2, 1e-5));

    /**
     * What was found.
     *
     * @param object the connected piece that holds the seed
     * @param components all pieces of the foreground, from 0, negative elsewhere
     * @param seed position of the entry of largest size
     * @param eigenvector second smallest, {@code (N)}, positive at the seed
     * @param eigengap third smallest eigenvalue less the second: near 0 the cut is arbitrary
     */
    public record Found(
            Mask object, LabelMap components, int seed, double[] eigenvector, double eigengap) {
        /**
         * The object's box in pixels.
         *
         * @param patch side of a position
         * @param height of the image, which the box does not leave
         * @param width of the image
         */
        public Box box(int patch, int height, int width) {
            return object.box(patch, height, width);
        }
    }

    /**
     * Finds the object.
     *
     * @param keys of the last block, heads joined, {@code (N, D)} row-major
     * @param grid of the N positions, at least 3
     */
    public Found find(float[] keys, Grid grid) {
        Eigenpairs pairs = NormalizedCut.of(keys, grid, affinity, 3);
        Bipartition sides = Bipartition.bySeed(pairs.vectors()[1], grid);
        return new Found(
                sides.object(),
                sides.components(),
                sides.seed(),
                sides.eigenvector(),
                pairs.gap(1));
    }

    /** 1 for the object, 0 for all else. */
    @Override
    public LabelMap segment(float[] keys, Grid grid) {
        return find(keys, grid).object().labels();
    }
}
