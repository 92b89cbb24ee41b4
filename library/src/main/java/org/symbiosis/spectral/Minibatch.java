package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The graphs of one minibatch: one a layer, over its images. */
final class Minibatch implements AutoCloseable {
    private final List<SetGraph> graphs = new ArrayList<>();

    Minibatch(List<AttentionLayer> layers, Affinity affinity, Links links) {
        for (AttentionLayer layer : layers) {
            int[] places = IntStream.range(0, layer.images()).toArray();
            LinkTable table = new LinkTable(layer.images() * layer.grid().size());
            LinkSearch.add(layer, affinity, links, places, table);
            graphs.add(SetGraph.of(layer.grid(), table.symmetric()));
        }
    }

    /** The layers' graphs. */
    List<SetGraph> graphs() {
        return List.copyOf(graphs);
    }

    @Override
    public void close() {
        graphs.forEach(SetGraph::close);
    }
}
