package org.symbiosis.spectral.crf;

import java.util.Arrays;

/**
 * Where a point lies in the permutohedral lattice (Adams, Baek and Davis, 2010): the d + 1 vertices
 * of the simplex around it and its barycentric weights. In single precision, as the reference.
 * Holds one point at a time.
 */
final class Simplex {
    private final int d;
    private final float[] scale;
    private final float[] elevated;
    private final float[] nearest;
    private final int[] rank;
    private final float[] weights;

    Simplex(int d) {
        this.d = d;
        scale = new float[d];
        elevated = new float[d + 1];
        nearest = new float[d + 1];
        rank = new int[d + 1];
        weights = new float[d + 2];
        // The blur of the lattice then has the standard deviation 1 (p. 6).
        float deviation = (float) (Math.sqrt(2.0 / 3) * (d + 1));
        for (int i = 0; i < d; i++) {
            scale[i] = (float) (1 / Math.sqrt((i + 2.0) * (i + 1)) * deviation);
        }
    }

    /** Takes the point whose d features begin here. */
    void locate(float[] features, int from) {
        elevate(features, from);
        int excess = round();
        sort();
        backToThePlane(excess);
        weigh();
    }

    /** Weight of a vertex, 0 .. d; they sum to 1. */
    float weight(int vertex) {
        return weights[vertex];
    }

    /** Writes the first d coordinates of a vertex; the last is what makes the sum 0. */
    void vertex(int vertex, int[] key) {
        for (int i = 0; i < d; i++) {
            int shift = rank[i] <= d - vertex ? vertex : vertex - (d + 1);
            key[i] = (int) nearest[i] + shift;
        }
    }

    /** Onto the plane of d + 1 coordinates whose sum is 0 (p. 5). */
    private void elevate(float[] features, int from) {
        float sum = 0;
        for (int j = d; j > 0; j--) {
            float feature = features[from + j - 1] * scale[j - 1];
            elevated[j] = sum - j * feature;
            sum += feature;
        }
        elevated[0] = sum;
    }

    /** To multiples of d + 1; how far, in these, the sum is off 0. */
    private int round() {
        float unit = 1f / (d + 1);
        int excess = 0;
        for (int i = 0; i <= d; i++) {
            float steps = (float) Math.rint(unit * elevated[i]);
            nearest[i] = steps * (d + 1);
            excess += (int) steps;
        }
        return excess;
    }

    /** Ranks of the distances from there, the largest first. */
    private void sort() {
        Arrays.fill(rank, 0);
        for (int i = 0; i < d; i++) {
            float own = elevated[i] - nearest[i];
            for (int j = i + 1; j <= d; j++) {
                if (own < elevated[j] - nearest[j]) {
                    rank[i]++;
                } else {
                    rank[j]++;
                }
            }
        }
    }

    private void backToThePlane(int excess) {
        for (int i = 0; i <= d; i++) {
            rank[i] += excess;
            int turn = rank[i] < 0 ? d + 1 : rank[i] > d ? -(d + 1) : 0;
            rank[i] += turn;
            nearest[i] += turn;
        }
    }

    /** Barycentric coordinates (p. 10). */
    private void weigh() {
        Arrays.fill(weights, 0);
        float unit = 1f / (d + 1);
        for (int i = 0; i <= d; i++) {
            float off = (elevated[i] - nearest[i]) * unit;
            weights[d - rank[i]] += off;
            weights[d - rank[i] + 1] -= off;
        }
        weights[0] += 1 + weights[d + 1];
    }
}
