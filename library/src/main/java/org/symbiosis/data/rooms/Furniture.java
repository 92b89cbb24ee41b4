package org.symbiosis.data.rooms;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.symbiosis.data.SplitMix;

/** The twelve classes of furniture: the classes of the object view, in this order. */
public enum Furniture {
    BED(Seating::bed, Slot.BACK),
    SOFA(Seating::sofa, Slot.WALLS),
    TABLE(Storage::table, List.of(Slot.C, Slot.FL, Slot.FR, Slot.BC)),
    CHAIR(Seating::chair, List.of(Slot.C, Slot.FL, Slot.FR, Slot.L, Slot.R, Slot.BC)),
    CABINET(Storage::cabinet, Slot.WALLS),
    BOOKSHELF(Storage::bookshelf, Slot.WALLS),
    BATH(Storage::bath, Slot.WALLS),
    PLANT(Ornaments::plant, List.of(Slot.BL, Slot.BR, Slot.L, Slot.R, Slot.FL, Slot.FR)),
    BALL(Ornaments::ball, List.of(Slot.FL, Slot.FR, Slot.C, Slot.L, Slot.R)),
    BOX(Ornaments::box, List.of(Slot.FL, Slot.FR, Slot.C, Slot.L, Slot.R)),
    VASE(r -> Piece.of(Ornaments.vase(r)), Slot.FLOOR),
    LAMP(Lamps::floorLamp, List.of(Slot.BL, Slot.BR, Slot.L, Slot.R, Slot.FL, Slot.FR));

    static final List<Furniture> ALL = List.of(values());

    private final Function<SplitMix, Piece> build;
    private final List<Slot> slots;

    Furniture(Function<SplitMix, Piece> build, List<Slot> slots) {
        this.build = build;
        this.slots = List.copyOf(slots);
    }

    /** The class in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all classes, in order. */
    public static List<String> labels() {
        return ALL.stream().map(Furniture::label).toList();
    }

    /** One of its kind, drawn from the stream, in its own frame. */
    Piece build(SplitMix r) {
        return build.apply(r);
    }

    /** Where in a room it may stand. */
    List<Slot> slots() {
        return slots;
    }
}
