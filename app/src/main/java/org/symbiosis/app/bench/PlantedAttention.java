package org.symbiosis.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.tensor.Plain;

/**
 * Attention as a vision transformer's, with regions planted in it: every head mixes region, place
 * and noise with strengths of its own, and three heads in ten have places that all others attend to
 * ("sinks").
 *
 * @param regions the region of each place
 * @param layers of one image; owned by the scope in which they were made
 */
public record PlantedAttention(Labels regions, List<AttentionLayer> layers) {
    /** Number of regions. */
    public static final int REGIONS = 5;

    private static final int WIDTH = 64; // of a head
    private static final int PLACE = REGIONS; // row, column, squared distance from the middle
    private static final int SINK = PLACE + 3;
    private static final int NOISE = SINK + 1;
    private static final double SINK_SHARE = 0.3;
    private static final double SCALE = Math.sqrt(WIDTH); // what attention divides by

    /** Attention of so many layers and heads. */
    public static PlantedAttention of(Grid grid, int depth, int heads, long seed) {
        int[] labels = voronoi(grid, SplitMix.of(seed, 0));
        List<AttentionLayer> layers = new ArrayList<>();
        for (int l = 0; l < depth; l++) {
            layers.add(layer("layer " + l, grid, labels, heads, SplitMix.of(seed, l + 1L)));
        }
        return new PlantedAttention(new Labels(grid.columns(), grid.rows(), labels), layers);
    }

    /** Centres on a ring and one in the middle, so that every region is there. */
    private static int[] voronoi(Grid grid, SplitMix random) {
        double[] y = new double[REGIONS];
        double[] x = new double[REGIONS];
        for (int r = 0; r < REGIONS - 1; r++) {
            double turn = 2 * Math.PI * (r + random.u(0, 0.6)) / (REGIONS - 1);
            y[r] = 0.38 * Math.sin(turn);
            x[r] = 0.38 * Math.cos(turn);
        }
        int[] labels = new int[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            for (int r = 1; r < REGIONS; r++) {
                double now = Math.hypot(row(grid, i) - y[r], column(grid, i) - x[r]);
                int best = labels[i];
                if (now < Math.hypot(row(grid, i) - y[best], column(grid, i) - x[best])) {
                    labels[i] = r;
                }
            }
        }
        return labels;
    }

    private static double row(Grid grid, int place) {
        return (place / grid.columns() + 0.5) / grid.rows() - 0.5;
    }

    private static double column(Grid grid, int place) {
        return (place % grid.columns() + 0.5) / grid.columns() - 0.5;
    }

    private static AttentionLayer layer(
            String name, Grid grid, int[] labels, int heads, SplitMix random) {
        int length = heads * grid.size() * WIDTH;
        float[] q = new float[length];
        float[] k = new float[length];
        for (int h = 0; h < heads; h++) {
            head(q, k, h * grid.size() * WIDTH, grid, labels, random);
        }
        Tensor Q = Plain.tensor(q, 1, heads, grid.size(), WIDTH);
        Tensor K = Plain.tensor(k, 1, heads, grid.size(), WIDTH);
        return new AttentionLayer(name, grid, Q, K, K);
    }

    /** One head's queries and keys; their products are logits of the strengths drawn here. */
    private static void head(
            float[] q, float[] k, int from, Grid grid, int[] labels, SplitMix random) {
        double region = Math.sqrt(SCALE * random.u(1, 4));
        double place = Math.sqrt(SCALE * random.u(0, 20));
        double noise = Math.sqrt(SCALE * random.u(0.3, 1.5) / Math.sqrt(WIDTH - NOISE));
        double sink = random.u() < SINK_SHARE ? SCALE * random.u(3, 6) : 0;
        int sunk = random.below(grid.size());
        for (int i = 0; i < grid.size(); i++) {
            int at = from + i * WIDTH;
            for (int c = NOISE; c < WIDTH; c++) {
                q[at + c] = (float) (noise * random.gaussian());
                k[at + c] = (float) (noise * random.gaussian());
            }
            q[at + labels[i]] = (float) region;
            k[at + labels[i]] = (float) region;
            // Minus half the squared distance of two places, but for a constant of the query.
            double y = place * row(grid, i);
            double x = place * column(grid, i);
            q[at + PLACE] = (float) y;
            k[at + PLACE] = (float) y;
            q[at + PLACE + 1] = (float) x;
            k[at + PLACE + 1] = (float) x;
            q[at + PLACE + 2] = 1;
            k[at + PLACE + 2] = (float) (-(y * y + x * x) / 2);
            q[at + SINK] = 1;
            k[at + SINK] = (float) (i == sunk ? sink : 0);
        }
    }
}
