package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * Graphs too large to hold: the projections are kept and each graph is made anew, one head at a
 * time, whenever it is asked for. Their sum is made once and kept.
 */
final class RecomputedGraphs implements GridGraphs {
    private final Known known;
    private final List<Sides> sides = new ArrayList<>();

    RecomputedGraphs(Grid grid, List<LayerSpan> layers, List<Sides> sources, GraphForm how) {
        known = Known.empty(grid, layers, how);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            for (Sides source : sources) {
                sides.add(
                        new Sides(
                                Scope.keep(source.left().clone()),
                                Scope.keep(source.right().clone())));
            }
            each(
                    all(),
                    (S, degrees, a) -> {
                        sum().add_(S);
                        rootDegrees().select(0, a).copy_(degrees);
                    });
        }
    }

    private int[] all() {
        return IntStream.range(0, count()).toArray();
    }

    /**
     * What is done with a graph {@code (N, N)}, its root degrees and its place among those made.
     */
    private interface Use {
        void of(Tensor S, Tensor degrees, int place);
    }

    /** Makes some of the graphs, one after the other in the same memory. */
    private void each(int[] which, Use use) {
        try (Scope all = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor S = empty(grid().size(), grid().size());
            Tensor scratch = empty(grid().size(), grid().size());
            for (int i = 0; i < which.length; i++) {
                try (Scope s = Scope.open()) {
                    Sides one = head(which[i]);
                    use.of(S, form().fill(S, one.left(), one.right(), scratch), i);
                }
            }
        }
    }

    private Sides head(int graph) {
        int l = layerOf(graph);
        return sides.get(l).head(graph - layers().get(l).from());
    }

    private int layerOf(int graph) {
        int l = 0;
        while (graph >= layers().get(l).from() + layers().get(l).heads()) {
            l++;
        }
        return l;
    }

    @Override
    public Known known() {
        return known;
    }

    @Override
    public Tensor products(Tensor columns) {
        Tensor Y = empty(count(), grid().size(), columns.size(-1));
        each(
                all(),
                (S, degrees, a) -> {
                    Tensor own = columns.dim() == 3 ? columns.select(0, a) : columns;
                    Y.select(0, a).copy_(S.matmul(own));
                });
        return Y;
    }

    @Override
    public Tensor graphs(int[] which) {
        Tensor S = empty(which.length, grid().size(), grid().size());
        each(which, (one, degrees, i) -> S.select(0, i).copy_(one));
        return S;
    }

    @Override
    public void close() {
        for (Sides layer : sides) {
            Scope.release(layer.left());
            Scope.release(layer.right());
        }
        known.close();
    }
}
