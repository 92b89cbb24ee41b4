package org.symbiosis.spectral.regions;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.symbiosis.eval.Parallel;

/**
 * How well a mask stands out: a silhouette of two clusters, the mask and a background of the same
 * size, so that a small object is not drowned by all that is around it. Holds the distances between
 * all positions, 4 N^2 bytes.
 */
final class BalancedSilhouette {
    private final float[][] distances;

    /**
     * Computes the distances between positions.
     *
     * @param features {@code (N, C)}
     */
    BalancedSilhouette(float[] features, int channels) {
        int n = features.length / channels;
        distances = new float[n][n];
        Parallel.each(
                Parallel.threads(),
                n,
                i -> {
                    for (int j = 0; j < n; j++) {
                        double squared = 0;
                        for (int c = 0; c < channels; c++) {
                            double difference =
                                    (double) features[i * channels + c]
                                            - features[j * channels + c];
                            squared += difference * difference;
                        }
                        distances[i][j] = (float) Math.sqrt(squared);
                    }
                });
    }

    /** Of the positions outside, as many as the mask has: those with a position inside nearby. */
    Mask background(Mask mask) {
        int n = distances.length;
        float[] nearest = new float[n];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        mask.places().stream()
                .forEach(
                        p -> {
                            float[] row = distances[p];
                            for (int q = 0; q < n; q++) {
                                nearest[q] = Math.min(nearest[q], row[q]);
                            }
                        });
        BitSet chosen = new BitSet(n);
        IntStream.range(0, n)
                .filter(q -> !mask.places().get(q))
                .boxed()
                .sorted(Comparator.comparing(q -> nearest[q]))
                .limit(mask.area())
                .forEach(chosen::set);
        return new Mask(mask.grid(), chosen);
    }

    /**
     * The score of a mask: the mean of {@code (b - a) / max(a, b)} over it and its background.
     * Inside, a is the mean distance to the rest of the mask and b to the background. In the
     * background, a is the mean distance to all else outside, b to all that was not chosen.
     *
     * @param mask neither empty nor everything
     * @return in [-1, 1]
     */
    double score(Mask mask) {
        Mask background = background(mask);
        BitSet outside = mask.complement().places();
        BitSet unchosen = background.complement().places();
        double sum = 0;
        for (int p : mask.places().stream().toArray()) {
            sum += value(p, mask.places(), background.places());
        }
        for (int p : background.places().stream().toArray()) {
            sum += value(p, outside, unchosen);
        }
        return sum / (mask.area() + background.area());
    }

    private double value(int p, BitSet own, BitSet other) {
        double a = sum(p, own) / Math.max(1, own.cardinality() - 1);
        double b = sum(p, other) / other.cardinality();
        double larger = Math.max(a, b);
        return larger > 0 ? (b - a) / larger : 0;
    }

    private double sum(int p, BitSet set) {
        double sum = 0;
        float[] row = distances[p];
        for (int q = set.nextSetBit(0); q >= 0; q = set.nextSetBit(q + 1)) {
            sum += row[q];
        }
        return sum;
    }
}
