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
    private final Grid grid;
    private final List<LayerSpan> layers;
    private final Tensor S; // (m, N, N)
    private final Tensor sum; // (N, N)
    private final GraphForm form;
    private final Tensor rootDegrees; // (m, N)

    /** Builds the block layer by layer, so that only one layer's attention is alive beside it. */
    StoredGraphs(Grid grid, List<LayerSpan> layers, List<Sides> sides, GraphForm how) {
        this.grid = grid;
        this.layers = List.copyOf(layers);
        this.form = how;
        long N = grid.size();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            S = Scope.keep(empty(count(), N, N));
            rootDegrees = Scope.keep(empty(count(), N));
            for (int i = 0; i < layers.size(); i++) {
                LayerSpan span = layers.get(i);
                try (Scope layer = Scope.open()) {
                    Tensor left = sides.get(i).left();
                    Tensor right = sides.get(i).right();
                    S.narrow(0, span.from(), span.heads()).copy_(how.symmetric(left, right));
                    rootDegrees
                            .narrow(0, span.from(), span.heads())
                            .copy_(how.rootDegrees(left, right));
                }
            }
            sum = Scope.keep(S.sum(0));
        }
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
    public GraphForm form() {
        return form;
    }

    @Override
    public Tensor rootDegrees() {
        return rootDegrees;
    }

    @Override
    public Tensor products(Tensor columns) {
        if (columns.dim() == 3) {
            return S.bmm(columns);
        }
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
    public Tensor graph(int which) {
        return S.select(0, which);
    }

    @Override
    public void close() {
        Scope.release(S);
        Scope.release(sum);
        Scope.release(rootDegrees);
    }
}
