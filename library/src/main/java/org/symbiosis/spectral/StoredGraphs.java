package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Graphs held in one block of memory, so that all of them are one matrix product. */
final class StoredGraphs implements GridGraphs {
    private final Grid grid;
    private final List<LayerSpan> layers;
    private final Tensor S; // (m, N, N)
    private final Tensor sum; // (N, N)

    /** Builds the block layer by layer, so that only one layer's attention is alive beside it. */
    StoredGraphs(Grid grid, List<LayerSpan> layers, List<AttentionLayer> sources, Affinity kind) {
        this.grid = grid;
        this.layers = List.copyOf(layers);
        long N = grid.size();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            S = Scope.keep(empty(count(), N, N));
            for (int i = 0; i < layers.size(); i++) {
                AttentionLayer source = sources.get(i);
                Tensor part = S.narrow(0, layers.get(i).from(), layers.get(i).heads());
                try (Scope layer = Scope.open()) {
                    symmetric(
                            Affinity.walks(
                                    kind.left(source).select(0, 0),
                                    kind.right(source).select(0, 0)),
                            part);
                }
            }
            sum = Scope.keep(S.sum(0));
        }
    }

    private static void symmetric(Tensor P, Tensor into) {
        into.copy_(P).add_(P.transpose(1, 2)).mul_(new Scalar(0.5));
    }

    /** Bytes that the block takes. */
    static long bytes(Grid grid, int graphs) {
        return 4L * graphs * grid.size() * grid.size();
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public List<LayerSpan> layers() {
        return layers;
    }

    @Override
    public Tensor products(Tensor columns) {
        long N = grid.size();
        return S.view(-1, N).matmul(columns).view(-1, N, columns.size(1));
    }

    @Override
    public Tensor sum() {
        return sum;
    }

    @Override
    public Tensor graphs(int[] which) {
        long[] index = Arrays.stream(which).asLongStream().toArray();
        return S.index_select(0, Plain.tensor(index, index.length));
    }

    @Override
    public void close() {
        Scope.release(S);
        Scope.release(sum);
    }
}
