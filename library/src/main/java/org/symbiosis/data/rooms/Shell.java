package org.symbiosis.data.rooms;

import java.util.List;
import org.symbiosis.data.SplitMix;

/**
 * The bare room: x in [-width/2, width/2], y in [0, height], z in [0, depth]; the front is open.
 *
 * @param wall material of all three walls
 */
record Shell(
        double width,
        double height,
        double depth,
        Material wall,
        Material floor,
        Material ceiling) {
    private static final List<Colour> SECOND =
            List.of(Colour.WHITE, Colour.CREAM, Colour.GREY, Colour.OAK, Colour.BEIGE);

    static Shell draw(SplitMix r, RoomType type) {
        double width = r.u(3.2, 4.4);
        double height = r.u(2.4, 3);
        double depth = r.u(3.4, 4.8);
        return new Shell(
                width, height, depth, wall(r, type), floor(r, type), Material.plain(Colour.WHITE));
    }

    private static Material wall(SplitMix r, RoomType type) {
        Colour colour = r.pick(Colour.WALL);
        double chance = r.u();
        Texture texture =
                type.isTiled() && chance < .6
                        ? Texture.TILES
                        : chance < .2
                                ? Texture.STRIPES
                                : chance < .4 ? Texture.WAINSCOT : Texture.PLAIN;
        double frequency = r.u(.9, 1.5);
        return Material.of(
                texture,
                colour,
                r.pick(SECOND),
                texture == Texture.TILES ? 4 : frequency,
                r.below(1 << 20));
    }

    private static Material floor(SplitMix r, RoomType type) {
        FloorKind kind = r.pick(FloorKind.of(type));
        return kind.material(r);
    }

    /** The kind of floor. */
    FloorKind floorKind() {
        return FloorKind.of(floor.texture());
    }
}
