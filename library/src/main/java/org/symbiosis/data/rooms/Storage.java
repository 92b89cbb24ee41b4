package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.SplitMix;

/** Cabinets, bookshelves, tables and baths: the large things with hard edges. */
final class Storage {
    private static final List<Colour> CABINETS = new ArrayList<>(Colour.WOOD);
    private static final List<Colour> ENAMEL =
            List.of(Colour.WHITE, Colour.WHITE, Colour.CREAM, Colour.PALE_BLUE);
    private static final double CARRIES_VASE_BELOW = 1.3;

    static {
        CABINETS.addAll(List.of(Colour.RED, Colour.TEAL, Colour.BLUE, Colour.PALE_GREEN));
    }

    private Storage() {}

    /** A cabinet of any height. */
    static Piece cabinet(SplitMix r) {
        return cabinet(r, r.u(.8, 1.9), 0);
    }

    static Piece cabinet(SplitMix r, double h, double gloss) {
        Colour colour = r.pick(CABINETS);
        double w = r.u(.4, .65);
        double depth = .26;
        Material m = Material.plain(colour).withGloss(gloss);
        Material dark = Material.plain(colour == Colour.CHARCOAL ? Colour.WHITE : Colour.CHARCOAL);
        Part.Joiner cabinet =
                Part.joiner()
                        .box(Vec.of(0, h / 2, 0), Vec.of(w, h / 2, depth), m)
                        .box(
                                Vec.of(0, h / 2, -depth - .004),
                                Vec.of(.008, h / 2 - .05, .006),
                                dark);
        for (int side = -1; side <= 1; side += 2) {
            Vec handle = Vec.of(side * .09, h * .6, -depth - .015);
            cabinet.box(handle, Vec.of(.015, .09, .015), dark);
        }
        Part part = cabinet.as(Semantic.CABINET, colour);
        if (r.chance(.4) && h < CARRIES_VASE_BELOW) {
            return Piece.of(part, Ornaments.vase(r).placed(Vec.of(0, h, 0), r.u(0, 3)));
        }
        return Piece.of(part);
    }

    static Piece bookshelf(SplitMix r) {
        Colour colour = r.pick(Colour.WOOD);
        Material wood = Material.plain(colour);
        double w = r.u(.45, .7);
        double h = r.u(1.5, 2);
        double depth = .2;
        int rows = 4;
        Part.Joiner shelf =
                Part.joiner()
                        .box(Vec.of(-w, h / 2, 0), Vec.of(.025, h / 2, depth), wood)
                        .box(Vec.of(w, h / 2, 0), Vec.of(.025, h / 2, depth), wood)
                        .box(Vec.of(0, h / 2, depth - .02), Vec.of(w, h / 2, .02), wood);
        double pitch = (h - .06) / rows;
        for (int i = 0; i <= rows; i++) {
            shelf.box(Vec.of(0, .03 + pitch * i, 0), Vec.of(w, .025, depth), wood);
        }
        for (int i = 0; i < rows; i++) {
            books(r, shelf, Vec.of(w, .055 + pitch * i, pitch - .06));
        }
        return Piece.of(shelf.as(Semantic.SHELF, colour.label() + " bookshelf"));
    }

    /** Fills a board: x is half its width, y its height above the floor, z the room above it. */
    private static void books(SplitMix r, Part.Joiner shelf, Vec board) {
        double x = -board.x() + .08;
        while (x < board.x() - .12) {
            double half = r.u(.03, .07);
            double h = board.z() * r.u(.55, .95);
            if (r.chance(.85)) {
                shelf.box(
                        Vec.of(x + half, board.y() + h / 2, -.03),
                        Vec.of(half * .94, h / 2, .12),
                        Material.plain(r.pick(Colour.BOLD)));
            }
            x += 2 * half + (r.chance(.2) ? r.u(.05, .25) : 0);
        }
    }

    /** A table of any height. */
    static Piece table(SplitMix r) {
        return table(r, r.u(.42, .75));
    }

    static Piece table(SplitMix r, double h) {
        Colour colour = r.pick(Colour.WOOD);
        Texture texture = r.chance(.5) ? Texture.PLANKS : Texture.PLAIN;
        Material wood = Material.of(texture, colour, colour, 6, r.below(999)).withGloss(.08);
        double w = r.u(.45, .75);
        double depth = r.u(.3, .5);
        double top = h + .035;
        Part.Joiner table = Part.joiner();
        if (r.chance(.65)) {
            table.box(Vec.of(0, h, 0), Vec.of(w, .035, depth), wood)
                    .legs(w - .06, depth - .06, h - .03, .03, wood);
        } else {
            double disc = Math.min(w, depth) + .1;
            table.frustum(Vec.of(0, top - .06, 0), disc, disc, .06, wood)
                    .frustum(Vec.of(0, 0, 0), .16, .06, top - .06, wood);
        }
        Part part = table.as(Semantic.TABLE, colour);
        if (!r.chance(.7)) {
            return Piece.of(part);
        }
        Vec on = Vec.of(r.u(-.3, .3) * w, top, r.u(-.24, .24) * depth);
        return Piece.of(part, Ornaments.vase(r).placed(on, r.u(0, 3)));
    }

    static Piece bath(SplitMix r) {
        Colour colour = r.pick(ENAMEL);
        Material enamel = Material.plain(colour).withGloss(.35);
        Colour water = r.chance(.5) ? Colour.PALE_BLUE : Colour.WHITE;
        double w = .8;
        Part bath =
                Part.joiner()
                        .box(Vec.of(0, .28, -.36), Vec.of(w, .28, .04), enamel)
                        .box(Vec.of(0, .28, .36), Vec.of(w, .28, .04), enamel)
                        .box(Vec.of(-w, .28, 0), Vec.of(.04, .28, .36), enamel)
                        .box(Vec.of(w, .28, 0), Vec.of(.04, .28, .36), enamel)
                        .box(
                                Vec.of(0, .18, 0),
                                Vec.of(w, .18, .34),
                                Material.plain(water).withGloss(.35))
                        .as(Semantic.BATH, colour);
        return Piece.of(bath);
    }
}
