package org.symbiosis.data.rooms;

import org.symbiosis.data.SplitMix;

/**
 * One piece of furniture in an otherwise bare room, seen from near: class {@code index mod 12}.
 *
 * @param light slot of the light that is on
 */
record ObjectView(Scene scene, int light) {
    static ObjectView draw(long seed, long index) {
        SplitMix r = Purpose.OBJECT.open(seed, index);
        RoomType type = r.pick(RoomType.ALL);
        Shell room = Shell.draw(r, type);
        Piece piece = furniture(index).build(r).alone();
        double spread = Math.max(0, room.width() / 2 - piece.bounds().radius() - .1);
        Vec at = Vec.of(r.u(-.4, .4) * spread, 0, r.u(.45, .6) * room.depth());
        double yaw = r.u(0, 2 * StrictMath.PI);
        Piece placed = piece.placed(at, yaw);
        Vec middle = piece.bounds().centre().turned(yaw).plus(at);
        Camera camera = Camera.around(r, middle, piece.bounds().radius());
        Vec bulb =
                furniture(index) == Furniture.LAMP
                        ? Lamps.bulb(placed)
                        : Vec.of(0, room.height() - .6, room.depth() / 2);
        Scene scene = new Scene(seed, index, type, room, placed.parts(), bulb, camera);
        return new ObjectView(scene, r.below(LightSlot.COUNT));
    }

    /** The class of the picture of this index. */
    static Furniture furniture(long index) {
        return Furniture.ALL.get((int) (index % Furniture.ALL.size()));
    }
}
