package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.data.SplitMix;

/** Where things stand in a room: places still free, and footprints that are taken. */
final class FloorPlan {
    private static final double YAW_JITTER = StrictMath.toRadians(7);
    private static final double GAP = .02;
    private static final double OVERLAP = .2;

    private final Shell room;
    private final Set<Slot> free = EnumSet.allOf(Slot.class);
    private final List<Bounds> taken = new ArrayList<>();

    FloorPlan(Shell room) {
        this.room = room;
    }

    /** Nothing else may stand there. */
    void close(Slot slot) {
        free.remove(slot);
    }

    /**
     * Puts a piece at a random free place of these, pushed inside the room; where it would stand in
     * another piece the next free place is tried.
     *
     * @return the piece in the room, or nothing when there is no place for it
     */
    Optional<Piece> put(SplitMix r, Piece piece, List<Slot> slots) {
        List<Slot> candidates = slots.stream().filter(free::contains).toList();
        double jitter = r.u(-YAW_JITTER, YAW_JITTER);
        int first = r.below(Math.max(1, candidates.size()));
        for (int i = 0; i < candidates.size(); i++) {
            Slot slot = candidates.get((first + i) % candidates.size());
            Optional<Piece> placed = putAt(slot, piece.placed(Vec.of(0, 0, 0), jitter));
            if (placed.isPresent()) {
                return placed;
            }
        }
        return Optional.empty();
    }

    /** Puts a piece at this place, unless it would stand in another. */
    Optional<Piece> putAt(Slot slot, Piece piece) {
        Piece placed = inside(piece.placed(slot.in(room), slot.yaw()));
        Bounds bounds = placed.bounds();
        if (taken.stream().anyMatch(t -> t.overlap(bounds) > OVERLAP)) {
            return Optional.empty();
        }
        free.remove(slot);
        taken.add(bounds);
        return Optional.of(placed);
    }

    /** The free place of these that lies nearest to the camera's axis. */
    Optional<Slot> nearest(Camera camera, List<Slot> slots) {
        return slots.stream()
                .filter(free::contains)
                .min(Comparator.comparingDouble(s -> camera.offAxis(s.in(room))));
    }

    private Piece inside(Piece piece) {
        Bounds b = piece.bounds();
        double side = room.width() / 2 - GAP;
        double dx = shift(b.low().x(), b.high().x(), -side, side);
        double dz = shift(b.low().z(), b.high().z(), GAP, room.depth() - GAP);
        return piece.placed(Vec.of(dx, 0, dz), 0);
    }

    private static double shift(double low, double high, double from, double to) {
        return high > to ? to - high : low < from ? from - low : 0;
    }
}
