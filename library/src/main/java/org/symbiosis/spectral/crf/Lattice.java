package org.symbiosis.spectral.crf;

import java.util.Arrays;
import org.symbiosis.eval.Parallel;

/**
 * The permutohedral lattice over points: a Gaussian blur with standard deviation 1 among points of
 * a few dimensions, in time that grows with their number instead of its square. Points hand their
 * values to the vertices around them, vertices blur along each axis, points collect.
 */
final class Lattice {
    private static final int SLICES = 32;

    private final int n;
    private final int d;
    private final int count;
    private final int threads;
    private final int[] vertices; // (n, d + 1)
    private final float[] weights; // (n, d + 1)
    private final int[][] before; // (d + 1, vertices), the count where there is none
    private final int[][] after;
    private final int[] starts; // members of vertex v: starts[v] .. starts[v + 1]
    private final int[] points; // of the members
    private final float[] shares; // of the members

    /** Builds the lattice of {@code features (n, d)}. */
    Lattice(float[] features, int d, int threads) {
        this.d = d;
        this.threads = threads;
        n = features.length / d;
        vertices = new int[n * (d + 1)];
        weights = new float[n * (d + 1)];
        VertexTable table = new VertexTable(d);
        locate(features, table);
        count = table.count();
        before = new int[d + 1][count];
        after = new int[d + 1][count];
        Parallel.each(threads, d + 1, axis -> neighbours(table, axis));
        starts = new int[count + 1];
        points = new int[vertices.length];
        shares = new float[vertices.length];
        gather();
    }

    /** Vertices that have a point beside them. */
    int count() {
        return count;
    }

    /** Room for the values of all vertices and of none. */
    float[] room(int channels) {
        return new float[(count + 1) * channels];
    }

    /** Values of points. */
    @FunctionalInterface
    interface Source {
        /** Adds {@code factor} times the values of a point to a place of the array. */
        void add(int point, float factor, float[] values, int to);
    }

    /** What becomes of the blurred values. */
    @FunctionalInterface
    interface Sink {
        /** Takes the values of a point, which lie at the array's beginning. */
        void take(int point, float[] values);
    }

    /**
     * Blurs.
     *
     * @param channels values of a point
     * @param one {@link #room}, used up
     * @param two {@link #room}, used up
     */
    void blur(Source source, int channels, float[] one, float[] two, Sink sink) {
        slices(count, (from, to) -> splat(source, channels, one, from, to));
        float[] values = one;
        float[] blurred = two;
        for (int axis = 0; axis <= d; axis++) {
            int[] low = before[axis];
            int[] high = after[axis];
            float[] old = values;
            float[] fresh = blurred;
            slices(count, (from, to) -> blur(low, high, old, fresh, channels, from, to));
            values = fresh;
            blurred = old;
        }
        float[] done = values;
        slices(n, (from, to) -> slice(done, channels, sink, from, to));
    }

    private void splat(Source source, int channels, float[] values, int from, int to) {
        Arrays.fill(values, from * channels, to * channels, 0);
        for (int v = from; v < to; v++) {
            for (int m = starts[v]; m < starts[v + 1]; m++) {
                source.add(points[m], shares[m], values, v * channels);
            }
        }
    }

    /** The place after the last vertex stays 0: it stands for vertices without a point. */
    private static void blur(
            int[] low, int[] high, float[] old, float[] fresh, int channels, int from, int to) {
        for (int v = from; v < to; v++) {
            int own = v * channels;
            int one = low[v] * channels;
            int other = high[v] * channels;
            for (int c = 0; c < channels; c++) {
                fresh[own + c] = old[own + c] + 0.5f * (old[one + c] + old[other + c]);
            }
        }
    }

    private void slice(float[] values, int channels, Sink sink, int from, int to) {
        float alpha = (float) (1 / (1 + Math.pow(2, -d)));
        float[] sum = new float[channels];
        for (int p = from; p < to; p++) {
            Arrays.fill(sum, 0);
            for (int e = p * (d + 1); e < (p + 1) * (d + 1); e++) {
                float weight = weights[e];
                int at = vertices[e] * channels;
                for (int c = 0; c < channels; c++) {
                    sum[c] += weight * values[at + c] * alpha;
                }
            }
            sink.take(p, sum);
        }
    }

    private void locate(float[] features, VertexTable table) {
        Simplex simplex = new Simplex(d);
        int[] key = new int[d];
        for (int p = 0; p < n; p++) {
            simplex.locate(features, p * d);
            for (int v = 0; v <= d; v++) {
                simplex.vertex(v, key);
                vertices[p * (d + 1) + v] = table.findOrAdd(key);
                weights[p * (d + 1) + v] = simplex.weight(v);
            }
        }
    }

    private void neighbours(VertexTable table, int axis) {
        int[] key = new int[d];
        for (int v = 0; v < count; v++) {
            before[axis][v] = table.find(step(table, v, axis, -1, key));
            after[axis][v] = table.find(step(table, v, axis, 1, key));
        }
    }

    /** One step along all axes but this, d steps back along this. */
    private int[] step(VertexTable table, int vertex, int axis, int sign, int[] key) {
        table.key(vertex, key);
        for (int i = 0; i < d; i++) {
            key[i] += i == axis ? -sign * d : sign;
        }
        return key;
    }

    /** Sorts by vertex what points give to it, so that threads can share the vertices. */
    private void gather() {
        for (int vertex : vertices) {
            starts[vertex + 1]++;
        }
        for (int v = 0; v < count; v++) {
            starts[v + 1] += starts[v];
        }
        int[] next = starts.clone();
        for (int e = 0; e < vertices.length; e++) {
            int at = next[vertices[e]]++;
            points[at] = e / (d + 1);
            shares[at] = weights[e];
        }
    }

    /** Work on a range. */
    @FunctionalInterface
    private interface Range {
        void run(int from, int to);
    }

    private void slices(int all, Range range) {
        Parallel.each(
                threads,
                SLICES,
                s ->
                        range.run(
                                (int) ((long) all * s / SLICES),
                                (int) ((long) all * (s + 1) / SLICES)));
    }
}
