package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * The graph of one layer over several images.
 *
 * @param grid places of each image
 * @param S symmetric part of the random walk over all places, sparse {@code (B N, B N)}; kept
 */
record SetGraph(Grid grid, Tensor S) implements AutoCloseable {
    private static final double REFERENCE_SIDE = 32;

    /** Makes the operator of a graph. */
    static SetGraph of(Grid grid, SparseGraph graph) {
        return new SetGraph(grid, Scope.keep(graph.symmetricWalk()));
    }

    /** What both losses of this layer are multiplied with: 32 over the side of its grid. */
    double weight() {
        return REFERENCE_SIDE / grid.rows();
    }

    @Override
    public void close() {
        Scope.release(S);
    }
}
