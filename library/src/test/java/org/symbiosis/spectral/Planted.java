package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;

/** Attention with regions planted in it: heads mix region, place and noise, each in its own way. */
record Planted(Grid grid, int[] labels, List<AttentionLayer> layers) {
    static final int REGIONS = 5;
    private static final int D = 12; // regions, two for the place, one for sinks, noise

    /** Two layers of three heads on {@code grid}. */
    static Planted on(Grid grid, long seed) {
        return on(grid, seed, 0);
    }

    /** As {@link #on(Grid, long)}; one place of each layer draws attention with this strength. */
    static Planted on(Grid grid, long seed, double sink) {
        int[] labels = voronoi(grid, seed);
        List<AttentionLayer> layers = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            layers.add(layer(grid, labels, 3, SplitMix.of(seed, l), sink));
        }
        return new Planted(grid, labels, layers);
    }

    /** The layers of one more pass over the same regions, with other noise. */
    List<AttentionLayer> draw(SplitMix random, double sink) {
        Grid coarse = new Grid(grid.rows() / 2, grid.columns() / 2);
        return List.of(
                layer(grid, labels, 2, random, sink), layer(coarse, cells(coarse), 2, random, 0));
    }

    /** The same with one more layer on a coarser grid, whose labels are those of cell corners. */
    Planted withCoarse(Grid coarse, long seed) {
        List<AttentionLayer> more = new ArrayList<>(layers);
        more.add(layer(coarse, cells(coarse), 2, SplitMix.of(seed, 77), 0));
        return new Planted(grid, labels, more);
    }

    private int[] cells(Grid coarse) {
        int[] few = new int[coarse.size()];
        for (int i = 0; i < few.length; i++) {
            int row = i / coarse.columns() * grid.rows() / coarse.rows();
            int column = i % coarse.columns() * grid.columns() / coarse.columns();
            few[i] = labels[row * grid.columns() + column];
        }
        return few;
    }

    private static int[] voronoi(Grid grid, long seed) {
        SplitMix random = SplitMix.of(seed, 99);
        double[] y = new double[REGIONS];
        double[] x = new double[REGIONS];
        for (int r = 0; r < REGIONS; r++) {
            // One centre in each fifth, so that every region is there.
            double turn = 2 * Math.PI * (r + 0.3 * random.u()) / (REGIONS - 1);
            double radius = r == REGIONS - 1 ? 0 : 0.38;
            y[r] = grid.rows() * (0.5 + radius * Math.sin(turn));
            x[r] = grid.columns() * (0.5 + radius * Math.cos(turn));
        }
        int[] labels = new int[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            double least = Double.MAX_VALUE;
            for (int r = 0; r < REGIONS; r++) {
                double d =
                        Math.hypot(
                                (i / grid.columns() + 0.5 - y[r]) / grid.rows(),
                                (i % grid.columns() + 0.5 - x[r]) / grid.columns());
                if (d < least) {
                    least = d;
                    labels[i] = r;
                }
            }
        }
        return labels;
    }

    private static AttentionLayer layer(
            Grid grid, int[] labels, int heads, SplitMix random, double sink) {
        int N = grid.size();
        float[] q = new float[heads * N * D];
        float[] k = new float[heads * N * D];
        int sunk = random.below(N);
        for (int h = 0; h < heads; h++) {
            double region = random.u(3.2, 4.2);
            double place = random.u(0.5, 1.5);
            for (int i = 0; i < N; i++) {
                int at = (h * N + i) * D;
                double y = (i / grid.columns() + 0.5) / grid.rows() - 0.5;
                double x = (double) (i % grid.columns()) / grid.columns() - 0.5;
                for (int c = 0; c < D; c++) {
                    q[at + c] = (float) (0.3 * random.gaussian());
                    k[at + c] = (float) (0.3 * random.gaussian());
                }
                q[at + labels[i]] += (float) region;
                k[at + labels[i]] += (float) region;
                q[at + REGIONS] += (float) (place * y);
                k[at + REGIONS] += (float) (place * y);
                q[at + REGIONS + 1] += (float) (place * x);
                k[at + REGIONS + 1] += (float) (place * x);
                q[at + REGIONS + 2] = h == 0 ? 3 : 0;
                k[at + REGIONS + 2] = i == sunk ? (float) sink : 0;
            }
        }
        Tensor Q = Plain.tensor(q, 1, heads, N, D);
        Tensor K = Plain.tensor(k, 1, heads, N, D);
        return new AttentionLayer("layer", grid, Q, K, K);
    }
}
