package org.symbiosis.data.annotated;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.annotated.Outline.Corner;

/**
 * Walks along the sides of pixels with the piece on the right. Where a piece touches itself by a
 * corner the walk turns right, to stay on its pixel.
 */
final class OutlineTrace {
    /** Directions in clockwise order: right, down, left, up. */
    private static final int[] DX = {1, 0, -1, 0};

    private static final int[] DY = {0, 1, 0, -1};

    private final Labels map;
    private final boolean[] walked; // (corner, direction)
    private final List<List<Corner>> outer;
    private final List<List<List<Corner>>> holes = new ArrayList<>();

    OutlineTrace(Labels map, int count) {
        this.map = map;
        walked = new boolean[4 * (map.width() + 1) * (map.height() + 1)];
        outer = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outer.add(null);
            holes.add(new ArrayList<>());
        }
    }

    List<Outline> outlines() {
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int piece = map.id(x, y);
                if (piece != Labels.VOID) {
                    // The first pixel of a piece is met at its outer ring's highest side; a hole is
                    // met from the pixels above it, whose lower side is walked leftwards.
                    trace(x, y, 0, piece);
                    trace(x + 1, y + 1, 2, piece);
                }
            }
        }
        List<Outline> all = new ArrayList<>();
        for (int i = 0; i < outer.size(); i++) {
            all.add(new Outline(outer.get(i), holes.get(i)));
        }
        return all;
    }

    /** Follows a ring from one side of a pixel, unless that is no border or has been walked. */
    private void trace(int startX, int startY, int startDirection, int piece) {
        if (!isBorder(startX, startY, startDirection, piece)
                || walked[place(startX, startY, startDirection)]) {
            return;
        }
        List<Corner> ring = new ArrayList<>();
        int x = startX;
        int y = startY;
        int direction = startDirection;
        while (!walked[place(x, y, direction)]) {
            walked[place(x, y, direction)] = true;
            x += DX[direction];
            y += DY[direction];
            int next = turned(x, y, direction, piece);
            if (next != direction) {
                ring.add(new Corner(x, y));
            }
            direction = next;
        }
        if (outer.get(piece) == null) {
            outer.set(piece, ring);
        } else {
            holes.get(piece).add(ring);
        }
    }

    /** Right if possible, else straight on, else left. */
    private int turned(int x, int y, int direction, int piece) {
        for (int turn = 1; turn >= -1; turn--) {
            int next = direction + turn & 3;
            if (isBorder(x, y, next, piece)) {
                return next;
            }
        }
        throw new IllegalStateException("a border ends at (" + x + ", " + y + ")");
    }

    /** Whether going this way has the piece on the right and something else on the left. */
    private boolean isBorder(int x, int y, int direction, int piece) {
        int right = direction + 1 & 3;
        int cx = Math.min(0, DX[direction] + DX[right]);
        int cy = Math.min(0, DY[direction] + DY[right]);
        int lx = Math.min(0, DX[direction] - DX[right]);
        int ly = Math.min(0, DY[direction] - DY[right]);
        return at(x + cx, y + cy) == piece && at(x + lx, y + ly) != piece;
    }

    private int at(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < map.width() && y < map.height();
        return inside ? map.id(x, y) : Labels.VOID;
    }

    private int place(int x, int y, int direction) {
        return 4 * (y * (map.width() + 1) + x) + direction;
    }
}
