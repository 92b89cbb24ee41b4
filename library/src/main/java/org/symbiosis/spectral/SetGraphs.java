package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * One graph a layer over a whole set. Several times the set is split at random into groups of
 * images, and the places of a group are linked as those of a minibatch; links found in several
 * rounds add up. With one group of all images the graph is the minibatch's own.
 */
final class SetGraphs implements AutoCloseable {
    private static final long ORDER = 11;
    private static final long NOISE = 12;

    private final List<SetGraph> graphs = new ArrayList<>();
    private final int images;

    /**
     * Links a set.
     *
     * @param rounds random splits
     */
    SetGraphs(SetConfig config, SetAttention attention, int images, int rounds) {
        this.images = images;
        List<Grid> grids = new ArrayList<>();
        List<LinkTable> tables = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int[] order = SplitMix.of(config.seed(), ORDER, round).permutation(images);
            int groups = Math.max(1, Math.round((float) images / config.batch()));
            for (int g = 0; g < groups; g++) {
                int from = (int) ((long) images * g / groups);
                int to = (int) ((long) images * (g + 1) / groups);
                int[] group = Arrays.copyOfRange(order, from, to);
                SplitMix random = SplitMix.of(config.seed(), NOISE, round, g);
                try (Scope s = Scope.open()) {
                    add(attention.layers(group, random), group, config, grids, tables);
                }
            }
        }
        for (int l = 0; l < tables.size(); l++) {
            graphs.add(SetGraph.of(grids.get(l), tables.get(l).symmetric()));
        }
    }

    private void add(
            List<AttentionLayer> layers,
            int[] group,
            SetConfig config,
            List<Grid> grids,
            List<LinkTable> tables) {
        for (int l = 0; l < layers.size(); l++) {
            AttentionLayer layer = layers.get(l);
            if (l == tables.size()) {
                grids.add(layer.grid());
                tables.add(new LinkTable(Math.multiplyExact(images, layer.grid().size())));
            }
            LinkSearch.add(layer, config.affinity(), config.links(), group, tables.get(l));
        }
    }

    /** The layers' graphs. */
    List<SetGraph> graphs() {
        return List.copyOf(graphs);
    }

    /** The weighted mean of all layers as one operator over maps of this side. */
    SymmetricOperator mean(int side) {
        return new Folded(side);
    }

    /** Sum of w R'SR over layers, R the pooling to a layer's grid, weights summing to 1. */
    private final class Folded implements SymmetricOperator {
        private final Grid fine;
        private final double total;

        Folded(int side) {
            fine = new Grid(side, side);
            total = graphs.stream().mapToDouble(SetGraph::weight).sum();
        }

        @Override
        public long size() {
            return (long) images * fine.size();
        }

        @Override
        public Tensor times(Tensor X) { // (B N, k)
            return Scope.tidy(
                    () -> {
                        try (NoGradGuard none = new NoGradGuard()) {
                            Tensor sum = X.mul(new Scalar(0));
                            for (SetGraph graph : graphs) {
                                try (Scope layer = Scope.open()) {
                                    sum.add_(layer(X, graph), new Scalar(share(graph)));
                                }
                            }
                            return sum;
                        }
                    });
        }

        private double share(SetGraph graph) {
            return graph.weight() / total * fine.size() / graph.grid().size();
        }

        private Tensor layer(Tensor X, SetGraph graph) {
            if (graph.grid().equals(fine)) {
                return graph.S().matmul(X);
            }
            Tensor R = Resample.POOL.matrix(fine, graph.grid()); // (N', N)
            long k = X.size(1);
            Tensor pooled = R.matmul(X.view(images, fine.size(), k)); // (B, N', k)
            Tensor Y = graph.S().matmul(pooled.reshape(-1, k));
            return R.t().matmul(Y.view(images, graph.grid().size(), k)).reshape(-1, k);
        }
    }

    @Override
    public void close() {
        graphs.forEach(SetGraph::close);
    }
}
