package org.symbiosis.data.rooms;

import java.util.List;
import org.symbiosis.data.SplitMix;

/** Things to lie and sit on. */
final class Seating {
    private static final List<Texture> COVERS =
            List.of(Texture.PLAIN, Texture.STRIPES, Texture.CHECKER, Texture.PLAIN);
    private static final List<Texture> UPHOLSTERY =
            List.of(Texture.PLAIN, Texture.PLAIN, Texture.STRIPES, Texture.NOISE);
    private static final List<Colour> PILLOWS =
            List.of(Colour.WHITE, Colour.CREAM, Colour.PINK, Colour.PALE_BLUE);

    private Seating() {}

    static Piece bed(SplitMix r) {
        Material wood = Material.plain(r.pick(Colour.WOOD));
        Colour colour = r.pick(Colour.BOLD);
        double w = r.u(.55, .8);
        Material cover = cloth(r, colour, COVERS, r.u(2.5, 4));
        Material pillow = Material.plain(r.pick(PILLOWS));
        Part.Joiner bed =
                Part.joiner()
                        .box(Vec.of(0, .18, 0), Vec.of(w, .18, .95), wood)
                        .box(Vec.of(0, .43, -.12), Vec.of(w * .98, .1, .82), cover)
                        .box(Vec.of(0, .55, .9), Vec.of(w, .5, .05), wood);
        int pillows = w > .65 ? 2 : 1;
        for (int i = 0; i < pillows; i++) {
            double x = pillows == 1 ? 0 : (i - .5) * w;
            bed.ellipsoid(Vec.of(x, .56, .68), Vec.of(.26, .09, .17), pillow);
        }
        return Piece.of(bed.as(Semantic.BED, colour));
    }

    static Piece sofa(SplitMix r) {
        Colour colour = r.pick(Colour.BOLD);
        Material cloth = cloth(r, colour, UPHOLSTERY, 3);
        double w = r.u(.65, .95);
        Part.Joiner sofa =
                Part.joiner()
                        .box(Vec.of(0, .2, 0), Vec.of(w, .2, .4), cloth)
                        .box(Vec.of(0, .5, .34), Vec.of(w, .32, .1), cloth)
                        .box(Vec.of(-w, .32, 0), Vec.of(.1, .32, .42), cloth)
                        .box(Vec.of(w, .32, 0), Vec.of(.1, .32, .42), cloth);
        int cushions = 1 + r.below(2);
        Material cushion = Material.plain(r.pick(Colour.BOLD));
        for (int i = 0; i < cushions; i++) {
            double x = r.u(-.6, .6) * w;
            sofa.ellipsoid(Vec.of(x, .52, .12), Vec.of(.2, .2, .09), cushion);
        }
        return Piece.of(sofa.as(Semantic.SOFA, colour));
    }

    static Piece chair(SplitMix r) {
        Colour colour = r.pick(Colour.BOLD);
        Material m = Material.plain(colour);
        double seat = .44;
        double yaw = r.u(-.6, .6);
        Part chair =
                Part.joiner()
                        .box(Vec.of(0, seat, 0), Vec.of(.24, .035, .24), m)
                        .box(Vec.of(0, seat + .36, .22), Vec.of(.24, .32, .03), m)
                        .legs(.2, .2, seat, .025, m)
                        .as(Semantic.CHAIR, colour);
        return Piece.of(chair).placed(Vec.of(0, 0, 0), yaw);
    }

    private static Material cloth(
            SplitMix r, Colour colour, List<Texture> textures, double frequency) {
        return Material.of(r.pick(textures), colour, r.pick(Colour.BOLD), frequency, r.below(999));
    }
}
