package org.symbiosis.data.rooms;

import java.util.List;
import org.symbiosis.data.SplitMix;

/** The small things: plants, balls, boxes, vases. */
final class Ornaments {
    private static final List<Colour> POTS =
            List.of(Colour.ORANGE, Colour.WHITE, Colour.BROWN, Colour.CHARCOAL, Colour.TEAL);
    private static final List<Texture> TOYS =
            List.of(Texture.PLAIN, Texture.STRIPES, Texture.CHECKER);

    private Ornaments() {}

    static Piece plant(SplitMix r) {
        Part.Joiner plant =
                Part.joiner()
                        .frustum(Vec.of(0, 0, 0), .13, .18, .3, Material.plain(r.pick(POTS)))
                        .frustum(Vec.of(0, .3, 0), .02, .02, .4, Material.plain(Colour.BROWN));
        for (int i = 0; i < 6; i++) {
            double around = r.u(0, 2 * StrictMath.PI);
            Vec leaf = Vec.of(0, .62 + r.u(0, .4), r.u(.05, .2)).turned(around);
            Vec radii = Vec.of(r.u(.1, .17), r.u(.1, .2), r.u(.1, .17));
            plant.ellipsoid(
                    leaf,
                    radii,
                    Material.of(Texture.NOISE, Colour.GREEN, Colour.PALE_GREEN, 6, r.below(999)));
        }
        return Piece.of(plant.as(Semantic.PLANT, "plant"));
    }

    static Piece ball(SplitMix r) {
        Colour colour = r.pick(Colour.BOLD);
        double a = r.u(.13, .3);
        Vec at = Vec.of(r.u(-.2, .2), a, r.u(-.2, .2));
        Part ball =
                Part.joiner()
                        .ellipsoid(at, Vec.of(a, a, a), toy(r, colour).withGloss(.3))
                        .as(Semantic.BALL, colour);
        return Piece.of(ball);
    }

    /** A box; two of five carry a smaller one. */
    static Piece box(SplitMix r) {
        Colour colour = r.pick(Colour.BOLD);
        double a = r.u(.14, .28);
        double yaw = r.u(-.7, .7);
        Vec half = Vec.of(a, a, a * r.u(.7, 1));
        Part lower =
                Part.joiner()
                        .box(Vec.of(0, a, 0), half, toy(r, colour))
                        .as(Semantic.BOX, colour)
                        .placed(Vec.of(0, 0, 0), yaw);
        if (!r.chance(.4)) {
            return Piece.of(lower);
        }
        Colour second = r.pick(Colour.BOLD);
        double b = a * .6;
        Part upper =
                Part.joiner()
                        .box(Vec.of(0, b, 0), Vec.of(b, b, b), Material.plain(second))
                        .as(Semantic.BOX, second);
        Vec on = Vec.of(r.u(-.05, .05), 2 * a, 0);
        return Piece.of(lower, upper.placed(on, yaw + r.u(-.8, .8)));
    }

    static Part vase(SplitMix r) {
        Colour colour = r.pick(Colour.BOLD);
        Texture texture = r.chance(.5) ? Texture.PLAIN : Texture.STRIPES;
        Material glaze =
                Material.of(texture, colour, r.pick(Colour.BOLD), 8, r.below(999)).withGloss(.3);
        double k = r.u(.8, 1.3);
        return Part.joiner()
                .frustum(Vec.of(0, 0, 0), .05 * k, .085 * k, .1 * k, glaze)
                .frustum(Vec.of(0, .1 * k, 0), .085 * k, .035 * k, .1 * k, glaze)
                .as(Semantic.VASE, colour);
    }

    private static Material toy(SplitMix r, Colour colour) {
        return Material.of(r.pick(TOYS), colour, r.pick(Colour.BOLD), r.u(2, 4), r.below(999));
    }
}
