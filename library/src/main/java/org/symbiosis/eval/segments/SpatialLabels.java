package org.symbiosis.eval.segments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.data.annotated.Components;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Labels;

/**
 * Labels that say what and where: each class divided into its pieces on the left and those on the
 * right of the image (Table 4.4).
 *
 * @param map {@code 2 class} on the left, {@code 2 class + 1} on the right, all else void
 * @param components the pieces of all classes
 * @param pieces what became of each
 */
public record SpatialLabels(Labels map, Components components, List<Piece> pieces) {
    /** Keeps its own list. */
    public SpatialLabels {
        pieces = List.copyOf(pieces);
    }

    /** What became of a piece. */
    public enum Side {
        /** Too small, or too near the middle. */
        DROPPED,
        /** Its centre lies left of the middle. */
        LEFT,
        /** Its centre lies right of the middle. */
        RIGHT
    }

    /**
     * A connected piece of one class.
     *
     * @param label its class
     * @param pixels its area
     * @param column mean of its pixels' columns
     * @param side of the image that it lies on
     */
    public record Piece(int label, int pixels, double column, Side side) {}

    /**
     * Which pieces count.
     *
     * @param minPixels smaller ones are dropped
     * @param ambiguousBand those whose centre is nearer to the middle are dropped, as a share of
     *     half the width, in [0, 1)
     * @param connectivity which pixels touch
     */
    public record Rule(int minPixels, double ambiguousBand, Connectivity connectivity) {
        /** At least 50 pixels, a tenth of half the width off the middle, corners touch. */
        public static final Rule DEFAULT = new Rule(50, 0.1, Connectivity.EIGHT);

        /** Checks the ranges. */
        public Rule {
            if (minPixels < 0 || !(ambiguousBand >= 0 && ambiguousBand < 1)) {
                throw new IllegalArgumentException(
                        "minPixels %d must be at least 0, ambiguousBand %s in [0, 1)"
                                .formatted(minPixels, ambiguousBand));
            }
        }
    }

    /** Divides a map of classes. */
    public static SpatialLabels of(Labels classes, Rule rule) {
        Components components = Components.of(classes, rule.connectivity());
        double[] columns = columns(components);
        List<Piece> pieces = new ArrayList<>();
        for (int p = 0; p < components.count(); p++) {
            int pixels = components.areas()[p];
            Side side = side(columns[p], pixels, classes.width(), rule);
            pieces.add(new Piece(components.ids()[p], pixels, columns[p], side));
        }
        int[] labels =
                pieces.stream()
                        .mapToInt(
                                p ->
                                        switch (p.side()) {
                                            case DROPPED -> Labels.VOID;
                                            case LEFT -> 2 * p.label();
                                            case RIGHT -> 2 * p.label() + 1;
                                        })
                        .toArray();
        return new SpatialLabels(components.map().map(p -> labels[p]), components, pieces);
    }

    private static double[] columns(Components components) {
        Labels map = components.map();
        double[] sums = new double[components.count()];
        for (int i = 0; i < map.ids().length; i++) {
            if (map.ids()[i] != Labels.VOID) {
                sums[map.ids()[i]] += i % map.width();
            }
        }
        Arrays.setAll(sums, p -> sums[p] / components.areas()[p]);
        return sums;
    }

    private static Side side(double column, int pixels, int width, Rule rule) {
        double fromMiddle = column - (width - 1) / 2.0;
        if (pixels < rule.minPixels()
                || Math.abs(fromMiddle) < rule.ambiguousBand() * width / 2.0) {
            return Side.DROPPED;
        }
        return fromMiddle < 0 ? Side.LEFT : Side.RIGHT;
    }
}
