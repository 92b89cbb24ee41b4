package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Graphs held in one block of memory, so that all of them are one matrix product. */
final class StoredGraphs implements GridGraphs {
    private final Known known;
    private final Tensor S; // (m, N, N)

    /** Builds the block head by head, each where it is to lie. */
    StoredGraphs(Grid grid, List<LayerSpan> layers, List<Sides> sides, GraphForm how) {
        known = Known.empty(grid, layers, how);
        long N = grid.size();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            S = Scope.keep(empty(count(), N, N));
            Tensor scratch = empty(N, N);
            for (int i = 0; i < layers.size(); i++) {
                for (int head = 0; head < layers.get(i).heads(); head++) {
                    fill(layers.get(i).from() + head, sides.get(i).head(head), scratch);
                }
            }
        }
    }

    private void fill(int graph, Sides head, Tensor scratch) {
        try (Scope s = Scope.open()) {
            Tensor to = S.select(0, graph);
            Tensor degrees = form().fill(to, head.left(), head.right(), scratch);
            rootDegrees().select(0, graph).copy_(degrees);
            sum().add_(to); // while the processor still has it at hand
        }
    }

    /** Bytes that the block takes. */
    static long bytes(Grid grid, int graphs) {
        return 4L * graphs * grid.size() * grid.size();
    }

    @Override
    public Known known() {
        return known;
    }

    @Override
    public Tensor products(Tensor columns) {
        // Graph by graph: a product with all rows at once is slower for so few columns.
        return S.bmm(columns.dim() == 3 ? columns : columns.expand(S.size(0), -1, -1));
    }

    @Override
    public Tensor graphs(int[] which) {
        long[] index = Arrays.stream(which).asLongStream().toArray();
        return S.index_select(0, Plain.tensor(index, index.length));
    }

    @Override
    public Tensor graph(int which) {
        return S.select(0, which);
    }

    @Override
    public void close() {
        Scope.release(S);
        known.close();
    }
}
