package org.symbiosis.data.rooms;

import java.util.List;
import java.util.function.Function;
import org.symbiosis.data.SplitMix;

/** Something a room wants: how it is built, and where it may stand. */
record Wish(Function<SplitMix, Piece> build, List<Slot> slots) {
    static Wish a(Furniture furniture) {
        return new Wish(furniture::build, furniture.slots());
    }

    static Wish table(double height, List<Slot> slots) {
        return new Wish(r -> Storage.table(r, height), slots);
    }

    static Wish cabinet(double height, double gloss, List<Slot> slots) {
        return new Wish(r -> Storage.cabinet(r, height, gloss), slots);
    }
}
