package org.symbiosis.spectral;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;

/**
 * The graphs of all layers and heads on one grid, each as a symmetric matrix: for a random walk P
 * that is S = (P + P') / 2, since z'Pz = z'Sz, and 2 S z is the gradient of that value.
 */
public sealed interface GridGraphs extends AutoCloseable permits StoredGraphs, RecomputedGraphs {
    /** Places of the N nodes. */
    Grid grid();

    /** The layers whose heads these graphs are, in the order of the graphs. */
    List<LayerSpan> layers();

    /** Number of graphs, m. */
    default int count() {
        return layers().stream().mapToInt(LayerSpan::heads).sum();
    }

    /** What the affinities were made into. */
    GraphForm form();

    /**
     * The roots of the degrees, {@code (m, N)}, which columns are multiplied with before they are
     * scaled to length 1; for symmetric graphs only.
     */
    Tensor rootDegrees();

    /**
     * S_a X of every graph, {@code (m, N, C)}.
     *
     * @param columns {@code (N, C)}, the same for all graphs, or {@code (m, N, C)}
     */
    Tensor products(Tensor columns);

    /** The sum of all graphs, {@code (N, N)}; kept by this object. */
    Tensor sum();

    /** Some of the graphs, {@code (which.length, N, N)}. */
    Tensor graphs(int[] which);

    /** One of the graphs, {@code (N, N)}, to be read at once: a view where graphs are stored. */
    default Tensor graph(int which) {
        return graphs(new int[] {which}).select(0, 0);
    }

    @Override
    void close();
}
