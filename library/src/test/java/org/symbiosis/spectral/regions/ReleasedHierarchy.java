package org.symbiosis.spectral.regions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.symbiosis.data.annotated.Connectivity;

/**
 * The masks of a clustering as the released code of the authors lists them, with its three slips:
 * cluster 0 is background of the components, a merge joins the nodes after the ones it means, and
 * where a mask falls into pieces its complement is listed as well.
 */
final class ReleasedHierarchy {
    private ReleasedHierarchy() {}

    /** Connected areas from 1; all of cluster 0 is 0. */
    static LabelMap components(LabelMap clusters) {
        int[] labels = clusters.labels().clone();
        for (int p = 0; p < labels.length; p++) {
            labels[p] = labels[p] == 0 ? LabelMap.NONE : labels[p];
        }
        LabelMap areas = new LabelMap(clusters.grid(), labels).components(Connectivity.EIGHT);
        int[] numbers = areas.labels().clone();
        for (int p = 0; p < numbers.length; p++) {
            numbers[p]++;
        }
        return new LabelMap(clusters.grid(), numbers);
    }

    static List<Mask> masks(LabelMap clusters, float[] rescaled) {
        LabelMap areas = components(clusters);
        WardTree tree = WardTree.of(areas, rescaled);
        List<Mask> nodes = new ArrayList<>();
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            nodes.add(areas.mask(leaf));
        }
        for (WardTree.Merge merge : tree.merges()) {
            nodes.add(
                    after(nodes, merge.one(), clusters).or(after(nodes, merge.other(), clusters)));
        }
        List<Mask> masks = new ArrayList<>();
        nodes.subList(1, nodes.size()).forEach(node -> masks.addAll(pieces(node)));
        return masks;
    }

    private static Mask after(List<Mask> nodes, int node, LabelMap clusters) {
        return node + 1 < nodes.size()
                ? nodes.get(node + 1)
                : new Mask(clusters.grid(), new BitSet());
    }

    private static List<Mask> pieces(Mask node) {
        LabelMap pieces = node.components(Connectivity.EIGHT);
        int count = pieces.distinct().length;
        if (count == 1 && node.area() < node.grid().size()) {
            return List.of(node);
        }
        List<Mask> masks = new ArrayList<>();
        if (node.area() < node.grid().size()) {
            masks.add(node.complement());
        }
        for (int piece = 0; piece < count; piece++) {
            masks.add(pieces.mask(piece));
        }
        return masks;
    }
}
