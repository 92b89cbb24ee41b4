package org.symbiosis.spectral.regions;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.eval.Clustering;
import org.symbiosis.eval.KMeans;
import org.symbiosis.eval.Silhouette;
import org.symbiosis.nn.Grid;

/**
 * An image cut into regions by k-means on its features.
 *
 * @param map regions, numbered from 0 as reading finds them
 * @param tried the numbers of regions that were compared, ascending; empty where there was nothing
 *     to choose
 */
public record Regions(LabelMap map, List<Candidate> tried) {
    private static final double ONE_COLOUR = 1e-6;

    /**
     * A number of regions that was tried.
     *
     * @param k number of regions
     * @param score its silhouette
     */
    public record Candidate(int k, Silhouette.Score score) {}

    /** Keeps the list. */
    public Regions {
        tried = List.copyOf(tried);
    }

    /** Number of regions. */
    public int k() {
        return map.distinct().length;
    }

    /** Silhouette of the chosen number, in [-1, 1]; NaN where nothing was compared. */
    public double silhouette() {
        int k = k();
        return tried.stream()
                .filter(c -> c.k() == k)
                .mapToDouble(c -> c.score().mean())
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * So many regions as the silhouette asks for: the first number at which it is largest. An image
     * of one colour is one region.
     *
     * @param features {@code (N, C)} row-major
     * @param grid of the N positions
     * @param kMin fewest regions, at least 2
     * @param kMax most regions, at most N
     * @param seed of the starts of k-means
     */
    public static Regions auto(float[] features, Grid grid, int kMin, int kMax, long seed) {
        if (kMin < 2 || kMax < kMin) {
            throw UserError.usage(
                    kMin + " to " + kMax + " regions", "choose from 2 or more upwards, as 2 to 10");
        }
        int channels = channels(features, grid, kMax);
        if (isOneColour(features, channels)) {
            return new Regions(new LabelMap(grid, new int[grid.size()]), List.of());
        }
        List<Integer> ks = new ArrayList<>();
        List<int[]> labellings = new ArrayList<>();
        for (int k = kMin; k <= kMax; k++) {
            Clustering clustering = KMeans.plane(k, seed).fit(features, channels);
            if (!ks.contains(clustering.occupied())) {
                ks.add(clustering.occupied());
                labellings.add(clustering.labels());
            }
        }
        return best(
                grid, ks, labellings, Silhouette.DEFAULT.scores(features, channels, labellings));
    }

    /** So many regions, or fewer where there are fewer different features. */
    public static Regions fixed(float[] features, Grid grid, int k, long seed) {
        int channels = channels(features, grid, k);
        Clustering clustering = KMeans.plane(k, seed).fit(features, channels);
        return new Regions(new LabelMap(grid, clustering.labels()).renumbered(), List.of());
    }

    private static Regions best(
            Grid grid, List<Integer> ks, List<int[]> labellings, List<Silhouette.Score> scores) {
        List<Candidate> tried = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < ks.size(); i++) {
            tried.add(new Candidate(ks.get(i), scores.get(i)));
            best = scores.get(i).mean() > scores.get(best).mean() ? i : best;
        }
        return new Regions(new LabelMap(grid, labellings.get(best)).renumbered(), tried);
    }

    private static int channels(float[] features, Grid grid, int most) {
        if (features.length == 0 || features.length % grid.size() != 0) {
            throw new IllegalArgumentException(
                    features.length
                            + " numbers are no features of "
                            + grid.rows()
                            + " x "
                            + grid.columns());
        }
        if (most > grid.size()) {
            throw UserError.usage(
                    "%d regions of an image of %d x %d tokens"
                            .formatted(most, grid.rows(), grid.columns()),
                    "choose at most " + grid.size() + ", or a larger image");
        }
        return features.length / grid.size();
    }

    /** NaN is no colour: k-means names the position. */
    private static boolean isOneColour(float[] features, int channels) {
        double largest = 0;
        double spread = 0;
        for (int i = 0; i < features.length; i++) {
            double difference = Math.abs((double) features[i] - features[i % channels]);
            if (!(difference <= Double.MAX_VALUE)) {
                return false;
            }
            largest = Math.max(largest, Math.abs(features[i]));
            spread = Math.max(spread, difference);
        }
        return spread <= ONE_COLOUR * largest;
    }
}
