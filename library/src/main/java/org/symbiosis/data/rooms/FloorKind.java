package org.symbiosis.data.rooms;

import java.util.List;
import java.util.Locale;
import org.symbiosis.data.SplitMix;

/** What floors are made of. */
public enum FloorKind {
    PLANKS(
            Texture.PLANKS,
            "plank",
            List.of(Colour.OAK, Colour.BROWN, Colour.GREY, Colour.BEIGE),
            5,
            .05),
    CHECKER(
            Texture.CHECKER,
            "checkered",
            List.of(Colour.WHITE, Colour.CREAM, Colour.GREY),
            1.6,
            .15),
    TILES(
            Texture.TILES,
            "tiled",
            List.of(Colour.WHITE, Colour.BEIGE, Colour.GREY, Colour.TEAL),
            2.2,
            .15),
    CARPET(
            Texture.CARPET,
            "carpeted",
            List.of(Colour.GREY, Colour.BEIGE, Colour.RED, Colour.BLUE, Colour.GREEN, Colour.NAVY),
            9,
            0);

    static final List<FloorKind> ALL = List.of(values());

    private static final List<Colour> SECOND =
            List.of(Colour.CHARCOAL, Colour.BROWN, Colour.GREY, Colour.TEAL, Colour.RED);
    private static final List<FloorKind> USUAL =
            List.of(PLANKS, PLANKS, PLANKS, CHECKER, TILES, CARPET);
    private static final List<FloorKind> WET = List.of(CHECKER, TILES, PLANKS);

    private final Texture texture;
    private final String adjective;
    private final List<Colour> colours;
    private final double frequency;
    private final double gloss;

    FloorKind(
            Texture texture,
            String adjective,
            List<Colour> colours,
            double frequency,
            double gloss) {
        this.texture = texture;
        this.adjective = adjective;
        this.colours = colours;
        this.frequency = frequency;
        this.gloss = gloss;
    }

    /** The kind in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word that goes before "floor". */
    String adjective() {
        return adjective;
    }

    /** The floors of such a room, the frequent ones repeated. */
    static List<FloorKind> of(RoomType type) {
        return type.isTiled() ? WET : USUAL;
    }

    static FloorKind of(Texture texture) {
        for (FloorKind kind : values()) {
            if (kind.texture == texture) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no floor of " + texture);
    }

    /** The second colour is another than the first: a checker of one colour is none. */
    Material material(SplitMix r) {
        Colour colour = r.pick(colours);
        List<Colour> others = SECOND.stream().filter(c -> c != colour).toList();
        Material m = Material.of(texture, colour, r.pick(others), frequency, r.below(1 << 20));
        return m.withGloss(gloss);
    }
}
