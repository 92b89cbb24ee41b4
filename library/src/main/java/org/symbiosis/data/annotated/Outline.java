package org.symbiosis.data.annotated;

import java.util.ArrayList;
import java.util.List;

/**
 * The border of a connected piece of a mask, along the sides of its pixels: one ring around it, and
 * one around each of its holes.
 *
 * @param outer ring, clockwise as one sees the image
 * @param holes rings, counter-clockwise
 */
public record Outline(List<Corner> outer, List<List<Corner>> holes) {
    /** Keeps its own lists. */
    public Outline {
        outer = List.copyOf(outer);
        holes = List.copyOf(holes);
    }

    /**
     * A corner of pixels: (0, 0) is the upper left corner of the image, (width, height) its lower
     * right one.
     */
    public record Corner(int x, int y) {}

    /** The pieces of a mask, whose pixels touch by their sides. */
    public static List<Outline> of(RunLength mask) {
        boolean[] inside = mask.mask();
        int[] ids = new int[inside.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = inside[i] ? 0 : Labels.VOID;
        }
        Labels labels = new Labels(mask.width(), mask.height(), ids);
        return of(Components.of(labels, Connectivity.FOUR));
    }

    /** The border of each piece, in their order; pieces must touch by their sides. */
    public static List<Outline> of(Components pieces) {
        return new OutlineTrace(pieces.map(), pieces.count()).outlines();
    }

    /**
     * With fewer corners, none of those left out further than so many pixels from the line that
     * takes their place (Douglas and Peucker, 1973). Holes that vanish are left out; a ring around
     * a piece that would vanish stays as it is.
     */
    public Outline simplified(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance must be at least 0, not " + tolerance);
        }
        List<Corner> ring = simplified(outer, tolerance);
        List<List<Corner>> kept = new ArrayList<>();
        for (List<Corner> hole : holes) {
            List<Corner> simple = simplified(hole, tolerance);
            if (simple.size() > 2) {
                kept.add(simple);
            }
        }
        return new Outline(ring.size() > 2 ? ring : outer, kept);
    }

    private static List<Corner> simplified(List<Corner> ring, double tolerance) {
        int opposite = 0;
        for (int i = 0; i < ring.size(); i++) {
            if (distance(ring.get(0), ring.get(i)) > distance(ring.get(0), ring.get(opposite))) {
                opposite = i;
            }
        }
        boolean[] keep = new boolean[ring.size() + 1];
        keep[0] = true;
        keep[opposite] = true;
        List<Corner> closed = new ArrayList<>(ring);
        closed.add(ring.get(0));
        choose(closed, 0, opposite, tolerance, keep);
        choose(closed, opposite, ring.size(), tolerance, keep);
        List<Corner> kept = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (keep[i]) {
                kept.add(ring.get(i));
            }
        }
        return kept;
    }

    /** Marks the corners between two that a line between these two would miss by too much. */
    private static void choose(
            List<Corner> ring, int from, int to, double tolerance, boolean[] keep) {
        List<int[]> open = new ArrayList<>(); // a stack: rings can be longer than calls are deep
        open.add(new int[] {from, to});
        while (!open.isEmpty()) {
            int[] part = open.remove(open.size() - 1);
            int furthest = -1;
            double most = tolerance;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double away = offLine(ring.get(i), ring.get(part[0]), ring.get(part[1]));
                if (away > most) {
                    most = away;
                    furthest = i;
                }
            }
            if (furthest >= 0) {
                keep[furthest] = true;
                open.add(new int[] {part[0], furthest});
                open.add(new int[] {furthest, part[1]});
            }
        }
    }

    private static double distance(Corner a, Corner b) {
        return Math.hypot(a.x - b.x, a.y - b.y);
    }

    /** Distance of a corner from the stretch between two others. */
    private static double offLine(Corner c, Corner a, Corner b) {
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((c.x - a.x) * dx + (c.y - a.y) * dy) / length;
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(c.x - a.x - t * dx, c.y - a.y - t * dy);
    }
}
