package org.symbiosis.spectral.regions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Touching regions joined pair by pair, those first whose means lie closest (Ward's criterion; a
 * region counts as one point whatever its area), until nothing touches any more.
 *
 * @param leaves number of regions, 0 .. leaves - 1
 * @param merges of two nodes each; merge m makes node {@code leaves + m}
 */
record WardTree(int leaves, List<Merge> merges) {
    /** Two nodes that become one. */
    record Merge(int one, int other) {}

    /** What a merge would cost: the growth of the sum of squared distances. */
    private record Offer(double cost, int later, int earlier) {}

    private static final Comparator<Offer> CHEAPEST =
            Comparator.comparingDouble(Offer::cost)
                    .thenComparingInt(Offer::later)
                    .thenComparingInt(Offer::earlier);

    /**
     * The tree of an image.
     *
     * @param regions numbered from 0 without gaps
     * @param features {@code (N, C)}
     */
    static WardTree of(LabelMap regions, float[] features) {
        List<BitSet> neighbours = neighbours(regions);
        return new Growth(neighbours, means(regions, features, neighbours.size())).grow();
    }

    /** For each region those that it touches, also by a corner. */
    static List<BitSet> neighbours(LabelMap regions) {
        List<BitSet> neighbours = new ArrayList<>();
        for (int label = 0; label < regions.distinct().length; label++) {
            neighbours.add(new BitSet());
        }
        int[] down = {0, 1, 1, 1};
        int[] right = {1, -1, 0, 1};
        for (int r = 0; r < regions.grid().rows(); r++) {
            for (int c = 0; c < regions.grid().columns(); c++) {
                for (int n = 0; n < down.length; n++) {
                    join(neighbours, regions, r, c, r + down[n], c + right[n]);
                }
            }
        }
        return neighbours;
    }

    private static void join(
            List<BitSet> neighbours, LabelMap regions, int r, int c, int row, int column) {
        if (row < regions.grid().rows() && column >= 0 && column < regions.grid().columns()) {
            int one = regions.at(r, c);
            int other = regions.at(row, column);
            if (one >= 0 && other >= 0 && one != other) {
                neighbours.get(one).set(other);
                neighbours.get(other).set(one);
            }
        }
    }

    private static List<double[]> means(LabelMap regions, float[] features, int count) {
        int channels = features.length / regions.labels().length;
        List<double[]> means = new ArrayList<>();
        int[] areas = new int[count];
        for (int i = 0; i < count; i++) {
            means.add(new double[channels]);
        }
        for (int p = 0; p < regions.labels().length; p++) {
            int label = regions.labels()[p];
            if (label >= 0) {
                areas[label]++;
                for (int c = 0; c < channels; c++) {
                    means.get(label)[c] += features[p * channels + c];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                means.get(i)[c] /= areas[i];
            }
        }
        return means;
    }

    /** The state while the tree grows. */
    private static final class Growth {
        private final int leaves;
        private final List<BitSet> neighbours;
        private final List<double[]> sums;
        private final List<Integer> weights = new ArrayList<>();
        private final BitSet alive = new BitSet();
        private final PriorityQueue<Offer> offers = new PriorityQueue<>(CHEAPEST);

        Growth(List<BitSet> neighbours, List<double[]> means) {
            this.neighbours = neighbours;
            sums = means;
            leaves = means.size();
            alive.set(0, leaves);
            for (int i = 0; i < leaves; i++) {
                weights.add(1);
            }
            for (int i = 0; i < leaves; i++) {
                int later = i;
                neighbours.get(i).stream().filter(j -> j < later).forEach(j -> offer(later, j));
            }
        }

        WardTree grow() {
            List<Merge> merges = new ArrayList<>();
            while (!offers.isEmpty()) {
                Offer best = offers.remove();
                if (alive.get(best.later()) && alive.get(best.earlier())) {
                    merge(best.later(), best.earlier());
                    merges.add(new Merge(best.later(), best.earlier()));
                }
            }
            return new WardTree(leaves, merges);
        }

        private void offer(int later, int earlier) {
            double a = weights.get(later);
            double b = weights.get(earlier);
            double squared = 0;
            for (int c = 0; c < sums.get(later).length; c++) {
                double difference = sums.get(later)[c] / a - sums.get(earlier)[c] / b;
                squared += difference * difference;
            }
            offers.add(new Offer(a * b / (a + b) * squared, later, earlier));
        }

        private void merge(int one, int other) {
            int node = sums.size();
            double[] sum = sums.get(one).clone();
            for (int c = 0; c < sum.length; c++) {
                sum[c] += sums.get(other)[c];
            }
            sums.add(sum);
            weights.add(weights.get(one) + weights.get(other));
            alive.clear(one);
            alive.clear(other);
            BitSet around = (BitSet) neighbours.get(one).clone();
            around.or(neighbours.get(other));
            around.and(alive);
            neighbours.add(around);
            around.stream().forEach(n -> neighbours.get(n).set(node));
            alive.set(node);
            around.stream().forEach(n -> offer(node, n));
        }
    }
}
