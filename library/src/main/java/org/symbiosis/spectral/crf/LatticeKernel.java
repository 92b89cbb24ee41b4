package org.symbiosis.spectral.crf;

import java.util.Arrays;

/**
 * A Gaussian kernel by the lattice, normalised on both sides: {@code k_ij / sqrt(n_i n_j)}. Labels
 * go through in groups, so that the memory does not grow with their number.
 */
final class LatticeKernel implements Kernel {
    private static final int GROUP = 16;

    private final Lattice lattice;
    private final float weight;
    private final float[] norms;
    private float[] one = new float[0];
    private float[] two = new float[0];

    /**
     * The kernel of these points.
     *
     * @param features {@code (n, d)} in standard deviations
     * @param weight of the messages
     */
    LatticeKernel(float[] features, int d, double weight, int threads) {
        lattice = new Lattice(features, d, threads);
        this.weight = (float) weight;
        norms = new float[features.length / d];
        lattice.blur(
                (point, factor, values, to) -> values[to] += factor,
                1,
                lattice.room(1),
                lattice.room(1),
                (point, values) -> norms[point] = (float) (1 / Math.sqrt(values[0] + 1e-20)));
    }

    @Override
    public void add(double[] q, int labels, double[] out) {
        for (int first = 0; first < labels; first += GROUP) {
            group(q, labels, first, Math.min(GROUP, labels - first), out);
        }
    }

    private void group(double[] q, int labels, int first, int channels, double[] out) {
        makeRoom(channels);
        lattice.blur(
                (point, factor, values, to) -> {
                    float scale = norms[point];
                    int from = point * labels + first;
                    for (int c = 0; c < channels; c++) {
                        values[to + c] += factor * (scale * (float) q[from + c]);
                    }
                },
                channels,
                one,
                two,
                (point, values) -> {
                    float scale = weight * norms[point];
                    int to = point * labels + first;
                    for (int c = 0; c < channels; c++) {
                        out[to + c] += scale * values[c];
                    }
                });
    }

    /** The same arrays serve all steps; what lies after the last vertex must be 0. */
    private void makeRoom(int channels) {
        int length = (lattice.count() + 1) * channels;
        if (one.length < length) {
            one = new float[length];
            two = new float[length];
        }
        Arrays.fill(one, length - channels, length, 0);
        Arrays.fill(two, length - channels, length, 0);
    }
}
