package org.symbiosis.spectral.cuts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;

/**
 * Several objects by several cuts (Wang et al., 2023): after each cut the features of what was
 * found are set to zero and the graph is built anew.
 *
 * @param affinity links between positions
 * @param rounds cuts, at least 1
 */
public record MaskCut(LinkWeight affinity, int rounds) implements Baseline {
    /** Three rounds, full weight above cosine 0.15, else 1e-5. */
    public static final MaskCut DEFAULT = new MaskCut(new LinkWeight.Binary(0.15, 1e-5), 3);

    private static final double SAME = 0.5;
    private static final double SMALL = 0.01;

    /** Checks the number of rounds. */
    public MaskCut {
        if (rounds < 1) {
            throw UserError.usage(rounds + " rounds of MaskCut", "choose 1 or more, as 3");
        }
    }

    /**
     * What a round came to.
     *
     * @param mask the object; empty where the round found the one before again, or too little
     * @param eigenvector second smallest, {@code (N)}, foreground above its mean
     * @param eigengap third smallest eigenvalue less the second: near 0 the cut is arbitrary
     */
    public record Round(Mask mask, double[] eigenvector, double eigengap) {}

    /**
     * All rounds, in order.
     *
     * @param keys of the last block, heads joined, {@code (N, D)} row-major
     * @param grid of the N positions, at least 3
     */
    public List<Round> rounds(float[] keys, Grid grid) {
        int d = keys.length / grid.size();
        float[] left = keys.clone();
        List<Round> found = new ArrayList<>();
        for (int r = 0; r < rounds; r++) {
            Eigenpairs pairs = NormalizedCut.of(left, grid, affinity, 3);
            Bipartition sides = Bipartition.byCorners(pairs.vectors()[1], grid);
            Mask object = sides.object();
            if (r > 0 && isSpent(object, found.get(r - 1).mask())) {
                object = new Mask(grid, new BitSet());
            }
            found.add(new Round(object, sides.eigenvector(), pairs.gap(1)));
            for (int p : object.places().stream().toArray()) {
                Arrays.fill(left, p * d, (p + 1) * d, 0);
            }
        }
        return found;
    }

    /** The objects in pixels, without what an earlier one has already. */
    public List<Mask> masks(float[] keys, Grid grid, int height, int width) {
        return separate(rounds(keys, grid), height, width).stream()
                .filter(m -> !m.isEmpty())
                .toList();
    }

    /** One mask a round, empty ones too. */
    static List<Mask> separate(List<Round> rounds, int height, int width) {
        Mask taken = new Mask(new Grid(height, width), new BitSet());
        List<Mask> masks = new ArrayList<>();
        for (Round round : rounds) {
            Mask mask = round.mask().resized(height, width).without(taken);
            taken = taken.or(mask);
            masks.add(mask);
        }
        return masks;
    }

    /** 1, 2, ... for the objects in the order in which they were found, 0 for all else. */
    @Override
    public LabelMap segment(float[] keys, Grid grid) {
        int[] labels = new int[grid.size()];
        int label = 0;
        for (Mask mask : masks(keys, grid, grid.rows(), grid.columns())) {
            int number = ++label;
            mask.places().stream().forEach(p -> labels[p] = number);
        }
        return new LabelMap(grid, labels);
    }

    private static boolean isSpent(Mask object, Mask before) {
        return object.iou(before) > SAME || object.area() <= SMALL * object.grid().size();
    }
}
