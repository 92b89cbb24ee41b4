package org.symbiosis.spectral;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * The graphs of all layers and heads on one grid, each as a symmetric matrix: for a random walk P
 * that is S = (P + P') / 2, since z'Pz = z'Sz, and 2 S z is the gradient of that value.
 */
public sealed interface GridGraphs extends AutoCloseable permits StoredGraphs, RecomputedGraphs {
    /**
     * What is known of all graphs of a grid.
     *
     * @param grid places of the N nodes
     * @param layers whose heads these graphs are, in the order of the graphs
     * @param form what the affinities were made into
     * @param sum of all graphs, {@code (N, N)}
     * @param rootDegrees {@code (m, N)}
     */
    record Known(Grid grid, List<LayerSpan> layers, GraphForm form, Tensor sum, Tensor rootDegrees)
            implements AutoCloseable {
        /** Keeps its own list. */
        public Known {
            layers = List.copyOf(layers);
        }

        /** With an empty sum and room for the degrees, both kept until it is closed. */
        static Known empty(Grid grid, List<LayerSpan> layers, GraphForm form) {
            long graphs = layers.stream().mapToLong(LayerSpan::heads).sum();
            try (Scope s = Scope.open()) {
                return new Known(
                        grid,
                        layers,
                        form,
                        Scope.keep(torch.zeros(grid.size(), grid.size())),
                        Scope.keep(torch.empty(graphs, grid.size())));
            }
        }

        @Override
        public void close() {
            Scope.release(sum);
            Scope.release(rootDegrees);
        }
    }

    /** What is known of all of them. */
    Known known();

    /** Places of the N nodes. */
    default Grid grid() {
        return known().grid();
    }

    /** The layers whose heads these graphs are, in the order of the graphs. */
    default List<LayerSpan> layers() {
        return known().layers();
    }

    /** Number of graphs, m. */
    default int count() {
        return layers().stream().mapToInt(LayerSpan::heads).sum();
    }

    /** What the affinities were made into. */
    default GraphForm form() {
        return known().form();
    }

    /**
     * The roots of the degrees, {@code (m, N)}, which columns are multiplied with before they are
     * scaled to length 1; for symmetric graphs only.
     */
    default Tensor rootDegrees() {
        return known().rootDegrees();
    }

    /**
     * S_a X of every graph, {@code (m, N, C)}.
     *
     * @param columns {@code (N, C)}, the same for all graphs, or {@code (m, N, C)}
     */
    Tensor products(Tensor columns);

    /** The sum of all graphs, {@code (N, N)}; kept by this object. */
    default Tensor sum() {
        return known().sum();
    }

    /** Some of the graphs, {@code (which.length, N, N)}. */
    Tensor graphs(int[] which);

    /** One of the graphs, {@code (N, N)}, to be read at once: a view where graphs are stored. */
    default Tensor graph(int which) {
        return graphs(new int[] {which}).select(0, 0);
    }

    @Override
    void close();
}
