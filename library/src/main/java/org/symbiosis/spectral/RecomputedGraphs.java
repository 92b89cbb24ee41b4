package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Scope;

/**
 * Graphs too large to hold: the projections are kept and each graph is made anew, one head at a
 * time, whenever it is asked for. Their sum is made once and kept.
 */
final class RecomputedGraphs implements GridGraphs {
    private final Grid grid;
    private final List<LayerSpan> layers;
    private final List<Tensor> left = new ArrayList<>(); // (H, N, d) of each layer
    private final List<Tensor> right = new ArrayList<>();
    private final Tensor sum; // (N, N)

    RecomputedGraphs(
            Grid grid, List<LayerSpan> layers, List<AttentionLayer> sources, Affinity kind) {
        this.grid = grid;
        this.layers = List.copyOf(layers);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            for (AttentionLayer source : sources) {
                left.add(Scope.keep(kind.left(source).select(0, 0).clone()));
                right.add(Scope.keep(kind.right(source).select(0, 0).clone()));
            }
            sum = Scope.keep(zeros(grid.size(), grid.size()));
            every((P, a) -> sum.add_(P).add_(P.t()));
            sum.mul_(new Scalar(0.5));
        }
    }

    /** Hands over each random walk, {@code (N, N)}, with its number. */
    private void every(ObjIntConsumer<Tensor> use) {
        each(IntStream.range(0, count()).toArray(), use);
    }

    /** Hands over some random walks, with their places in {@code which}. */
    private void each(int[] which, ObjIntConsumer<Tensor> use) {
        for (int i = 0; i < which.length; i++) {
            int a = which[i];
            int l = layerOf(a);
            int head = a - layers.get(l).from();
            try (Scope s = Scope.open()) {
                Tensor P =
                        Affinity.walks(
                                left.get(l).narrow(0, head, 1), right.get(l).narrow(0, head, 1));
                use.accept(P.select(0, 0), i);
            }
        }
    }

    private int layerOf(int graph) {
        int l = 0;
        while (graph >= layers.get(l).from() + layers.get(l).heads()) {
            l++;
        }
        return l;
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
        Tensor Y = empty(count(), grid.size(), columns.size(1));
        every(
                (P, a) ->
                        Y.select(0, a)
                                .copy_(P.matmul(columns))
                                .add_(P.t().matmul(columns))
                                .mul_(new Scalar(0.5)));
        return Y;
    }

    @Override
    public Tensor sum() {
        return sum;
    }

    @Override
    public Tensor graphs(int[] which) {
        Tensor S = empty(which.length, grid.size(), grid.size());
        each(which, (P, i) -> S.select(0, i).copy_(P).add_(P.t()).mul_(new Scalar(0.5)));
        return S;
    }

    @Override
    public void close() {
        left.forEach(Scope::release);
        right.forEach(Scope::release);
        Scope.release(sum);
    }
}
