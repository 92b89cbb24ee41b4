package org.symbiosis.spectral.regions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.symbiosis.UserError;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.eval.KMeans;
import org.symbiosis.eval.Parallel;
import org.symbiosis.nn.Grid;

/**
 * Masks that may be objects, without classes (appendix C): connected areas of clusterings with more
 * and more clusters, and all that touching ones add up to, ranked by how well they stand out.
 *
 * @param least smallest share of the image, in [0, 1]
 * @param most largest share, in [least, 1]
 * @param overlap a mask whose IoU with a better one is this or more is dropped, in (0, 1]
 * @param count proposals at most, at least 1
 */
public record Proposals(double least, double most, double overlap, int count) {
    /** 1 to 90 percent of the image, IoU below 0.7, up to 100 masks. */
    public static final Proposals DEFAULT = new Proposals(0.01, 0.9, 0.7, 100);

    private static final int FEW_EDGES = 2;
    private static final int MANY_EDGES = 3;

    /** Checks the ranges. */
    public Proposals {
        if (!(least >= 0 && least <= most && most <= 1)) {
            throw UserError.usage(
                    "proposals of " + least + " to " + most + " of the image",
                    "choose shares between 0 and 1, the smaller one first");
        }
        if (!(overlap > 0 && overlap <= 1) || count < 1) {
            throw UserError.usage(
                    count + " proposals with overlaps below " + overlap,
                    "choose 1 or more, and an overlap in (0, 1]");
        }
    }

    /**
     * A mask and its rank.
     *
     * @param mask of one connected area
     * @param score balanced silhouette, in [0, 1]: larger stands out more
     */
    public record Proposal(Mask mask, double score) {}

    /**
     * Proposals of an image, best first; none where nothing stands out.
     *
     * @param features {@code (N, C)} row-major
     * @param grid of the N positions
     * @param kMin fewest clusters, at least 2
     * @param kMax most clusters, at most N
     * @param seed of the starts of k-means
     */
    public List<Proposal> find(float[] features, Grid grid, int kMin, int kMax, long seed) {
        if (kMin < 2 || kMax < kMin) {
            throw UserError.usage(
                    kMin + " to " + kMax + " clusters",
                    "choose from 2 or more upwards, as 2 to 10");
        }
        int channels = features.length / grid.size();
        float[] rescaled = rescaled(features, channels);
        List<LabelMap> clusterings = new ArrayList<>();
        for (int k = kMin; k <= kMax; k++) {
            int[] labels = KMeans.plane(k, seed).fit(rescaled, channels).labels();
            clusterings.add(new LabelMap(grid, labels));
        }
        return standingOut(rescaled, clusterings);
    }

    /** As {@link #find}, of clusterings that are there already. */
    public List<Proposal> of(float[] features, List<LabelMap> clusterings) {
        float[] rescaled = rescaled(features, features.length / clusterings.get(0).grid().size());
        return standingOut(rescaled, clusterings);
    }

    private List<Proposal> standingOut(float[] rescaled, List<LabelMap> clusterings) {
        return ranked(rescaled, clusterings, Proposals::hierarchy).stream()
                .filter(p -> p.score() >= 0)
                .toList();
    }

    /** Best first, also those that stand out less than their background. */
    List<Proposal> ranked(
            float[] rescaled,
            List<LabelMap> clusterings,
            BiFunction<LabelMap, float[], List<Mask>> hierarchy) {
        Set<Mask> masks = new LinkedHashSet<>();
        for (LabelMap clusters : clusterings) {
            hierarchy.apply(clusters, rescaled).stream().filter(this::hasSize).forEach(masks::add);
        }
        List<Mask> inner = inner(masks);
        int channels = rescaled.length / clusterings.get(0).grid().size();
        BalancedSilhouette silhouette = new BalancedSilhouette(rescaled, channels);
        double[] scores = new double[inner.size()];
        Parallel.each(
                Parallel.threads(), scores.length, i -> scores[i] = silhouette.score(inner.get(i)));
        List<Proposal> all = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            all.add(new Proposal(inner.get(i), scores[i]));
        }
        all.sort(Comparator.comparingDouble(Proposal::score).reversed());
        return suppressed(all);
    }

    /** All nodes of the tree over the connected areas of all clusters. */
    static List<Mask> hierarchy(LabelMap clusters, float[] rescaled) {
        LabelMap areas = clusters.components(Connectivity.EIGHT);
        List<Mask> nodes = new ArrayList<>();
        WardTree tree = WardTree.of(areas, rescaled);
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            nodes.add(areas.mask(leaf));
        }
        for (WardTree.Merge merge : tree.merges()) {
            nodes.add(nodes.get(merge.one()).or(nodes.get(merge.other())));
        }
        return nodes;
    }

    /**
     * Channels of unit length over the positions, then each stretched to [-1, 1]; 0 where a channel
     * says nothing. The length cancels.
     */
    static float[] rescaled(float[] features, int channels) {
        float[] rescaled = new float[features.length];
        for (int c = 0; c < channels; c++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = c; i < features.length; i += channels) {
                low = Math.min(low, features[i]);
                high = Math.max(high, features[i]);
            }
            double range = (double) high - low;
            for (int i = c; range != 0 && i < features.length; i += channels) {
                rescaled[i] = (float) (2 * ((double) features[i] - low) / range - 1);
            }
        }
        return rescaled;
    }

    private boolean hasSize(Mask mask) {
        int positions = mask.grid().size();
        return mask.area() > 0
                && mask.area() < positions
                && mask.area() >= least * positions
                && mask.area() <= most * positions;
    }

    /** What touches few edges of the image; if nothing does, what touches a few more, or all. */
    private static List<Mask> inner(Collection<Mask> masks) {
        return Stream.of(FEW_EDGES, MANY_EDGES, Integer.MAX_VALUE)
                .map(edges -> masks.stream().filter(m -> m.touchedEdges() < edges).toList())
                .filter(left -> !left.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Proposal> suppressed(List<Proposal> ranked) {
        List<Proposal> kept = new ArrayList<>();
        BitSet dropped = new BitSet();
        for (int i = 0; i < ranked.size() && kept.size() < count; i++) {
            if (!dropped.get(i)) {
                kept.add(ranked.get(i));
                for (int j = i + 1; j < ranked.size(); j++) {
                    if (ranked.get(i).mask().iou(ranked.get(j).mask()) >= overlap) {
                        dropped.set(j);
                    }
                }
            }
        }
        return kept;
    }
}
