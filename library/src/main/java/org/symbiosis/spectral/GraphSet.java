package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.nn.Grid;

/**
 * All graphs of one image: a layer and head is one graph. Graphs on the same grid lie in one block
 * as long as the memory allows, else they are recomputed from queries and keys.
 *
 * <p>Owns native memory: close it.
 */
public final class GraphSet implements AutoCloseable {
    /** The memory that blocks may take unless said otherwise: 2 GiB. */
    public static final long MEMORY = 2L << 30;

    private final List<GridGraphs> grids;
    private final int layers;

    private final long memory;

    private GraphSet(List<GridGraphs> grids, int layers, long memory) {
        this.grids = grids;
        this.layers = layers;
        this.memory = memory;
    }

    /** The graphs of one image within {@link #MEMORY}. */
    public static GraphSet of(List<AttentionLayer> layers, Affinity affinity) {
        return of(layers, affinity, GraphForm.RANDOM_WALK, MEMORY);
    }

    /**
     * The graphs of one image.
     *
     * @param layers of one image each
     * @param memory bytes that blocks of graphs may take; coarse grids are served first
     */
    public static GraphSet of(
            List<AttentionLayer> layers, Affinity affinity, GraphForm how, long memory) {
        Map<Grid, List<Integer>> byGrid = new LinkedHashMap<>();
        for (int l = 0; l < layers.size(); l++) {
            if (layers.get(l).images() != 1) {
                throw new IllegalArgumentException(
                        "layer '%s' holds %d images: take them one by one"
                                .formatted(layers.get(l).name(), layers.get(l).images()));
            }
            byGrid.computeIfAbsent(layers.get(l).grid(), g -> new ArrayList<>()).add(l);
        }
        if (byGrid.isEmpty()) {
            throw new IllegalArgumentException("no attention layer, no graph");
        }
        List<Grid> order = new ArrayList<>(byGrid.keySet());
        order.sort(Comparator.comparingInt(Grid::size));
        List<GridGraphs> built = new ArrayList<>();
        long left = memory;
        for (Grid grid : order) {
            List<Integer> which = byGrid.get(grid);
            List<LayerSpan> spans = spans(layers, which);
            List<Sides> sides = which.stream().map(l -> Sides.of(layers.get(l), affinity)).toList();
            long bytes = StoredGraphs.bytes(grid, spans.stream().mapToInt(LayerSpan::heads).sum());
            if (bytes <= left) {
                left -= bytes;
                built.add(new StoredGraphs(grid, spans, sides, how));
            } else {
                built.add(new RecomputedGraphs(grid, spans, sides, how));
            }
        }
        return new GraphSet(List.copyOf(built), layers.size(), memory);
    }

    private static List<LayerSpan> spans(List<AttentionLayer> layers, List<Integer> which) {
        List<LayerSpan> spans = new ArrayList<>();
        int from = 0;
        for (int l : which) {
            AttentionLayer layer = layers.get(l);
            spans.add(new LayerSpan(layer.name(), l, from, layer.heads()));
            from += layer.heads();
        }
        return spans;
    }

    /** The grids' graphs, coarse to fine. */
    public List<GridGraphs> grids() {
        return grids;
    }

    /** The finest grid, on which features are made. */
    public Grid finest() {
        return grids.get(grids.size() - 1).grid();
    }

    /** Number of layers. */
    public int layers() {
        return layers;
    }

    /** Number of graphs over all grids. */
    public int count() {
        return grids.stream().mapToInt(GridGraphs::count).sum();
    }

    /** Bytes that blocks of graphs may take. */
    public long memory() {
        return memory;
    }

    @Override
    public void close() {
        grids.forEach(GridGraphs::close);
    }
}
