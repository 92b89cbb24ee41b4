package org.symbiosis.data.rooms;

import org.symbiosis.data.SplitMix;

/** The luminaires: a floor lamp, a pendant. */
final class Lamps {
    private static final Material STAND = Material.plain(Colour.CHARCOAL);
    private static final Material SHADE =
            Material.plain(Colour.CREAM).withFinish(Material.Finish.SHADE);

    private Lamps() {}

    static Piece floorLamp(SplitMix r) {
        double h = r.u(1.2, 1.55);
        Part lamp =
                Part.joiner()
                        .frustum(Vec.of(0, 0, 0), .14, .14, .03, STAND)
                        .frustum(Vec.of(0, .03, 0), .018, .018, h, STAND)
                        .frustum(Vec.of(0, h, 0), .2, .12, .26, SHADE)
                        .as(Semantic.LAMP, "lamp");
        return Piece.of(lamp);
    }

    /** A lamp that hangs from a ceiling of this height. */
    static Piece pendant(SplitMix r, double ceiling) {
        double h = ceiling - r.u(.55, .8);
        Part lamp =
                Part.joiner()
                        .frustum(Vec.of(0, h + .2, 0), .008, .008, ceiling - h - .2, STAND)
                        .frustum(Vec.of(0, h, 0), .2, .06, .2, SHADE)
                        .as(Semantic.LAMP, "lamp");
        return Piece.of(lamp);
    }

    /** Where the bulb of this lamp hangs: in the middle of its shade. */
    static Vec bulb(Piece lamp) {
        return lamp.parts().get(0).primitives().stream()
                .filter(p -> p.material().isShade())
                .map(Primitive::middle)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a lamp without a shade"));
    }
}
