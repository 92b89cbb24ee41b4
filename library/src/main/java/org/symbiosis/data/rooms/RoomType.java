package org.symbiosis.data.rooms;

import static org.symbiosis.data.rooms.Furniture.BALL;
import static org.symbiosis.data.rooms.Furniture.BATH;
import static org.symbiosis.data.rooms.Furniture.BED;
import static org.symbiosis.data.rooms.Furniture.BOOKSHELF;
import static org.symbiosis.data.rooms.Furniture.BOX;
import static org.symbiosis.data.rooms.Furniture.CABINET;
import static org.symbiosis.data.rooms.Furniture.CHAIR;
import static org.symbiosis.data.rooms.Furniture.PLANT;
import static org.symbiosis.data.rooms.Furniture.SOFA;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The eight kinds of room; scene {@code i} is of type {@code i mod 8}. */
public enum RoomType {
    BEDROOM(Wish.a(BED), Wish.a(CABINET), Wish.a(CHAIR), Wish.a(BOX)),
    LIVING_ROOM(Wish.a(SOFA), Wish.table(.4, List.of(Slot.C)), Wish.a(PLANT), Wish.a(BOOKSHELF)),
    KITCHEN(
            Wish.cabinet(.9, 0, Slot.BACK),
            Wish.cabinet(.9, 0, Slot.BACK),
            Wish.cabinet(1.8, .2, Slot.BACK),
            Wish.table(.75, Slot.FLOOR)),
    OFFICE(Wish.table(.74, Slot.WALLS), Wish.a(CHAIR), Wish.a(BOOKSHELF), Wish.a(BOX)),
    DINING_ROOM(
            Wish.table(.74, List.of(Slot.C)),
            Wish.a(CHAIR),
            Wish.a(CHAIR),
            Wish.a(CHAIR),
            Wish.a(CABINET)),
    BATHROOM(
            Wish.a(BATH),
            Wish.cabinet(.85, .2, List.of(Slot.BL, Slot.BR, Slot.L, Slot.R)),
            Wish.a(BOX)),
    LIBRARY(Wish.a(BOOKSHELF), Wish.a(BOOKSHELF), Wish.a(CHAIR), Wish.table(.5, Slot.FLOOR)),
    PLAYROOM(Wish.a(BALL), Wish.a(BALL), Wish.a(BOX), Wish.a(BOX), Wish.a(CABINET));

    static final List<RoomType> ALL = List.of(values());

    /** What any room may hold beside its own furniture. */
    static final List<Wish> EXTRAS =
            Stream.of(PLANT, BALL, BOX, CHAIR, CABINET).map(Wish::a).toList();

    private final List<Wish> wishes;

    RoomType(Wish... wishes) {
        this.wishes = List.of(wishes);
    }

    /** The type in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The type of the scene of this index. */
    static RoomType of(long index) {
        return ALL.get((int) (index % ALL.size()));
    }

    /** The room's own furniture; the first two are always there. */
    List<Wish> wishes() {
        return wishes;
    }

    /** Whether walls and floor are of the kind that stands water. */
    boolean isTiled() {
        return this == KITCHEN || this == BATHROOM;
    }
}
