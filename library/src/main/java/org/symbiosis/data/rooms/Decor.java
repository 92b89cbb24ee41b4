package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.SplitMix;

/** What lies on the floor and hangs on the walls. */
final class Decor {
    private static final List<Texture> RUGS =
            List.of(Texture.STRIPES, Texture.CHECKER, Texture.PLAIN, Texture.NOISE);
    private static final List<Colour> FRAMES =
            List.of(Colour.CHARCOAL, Colour.OAK, Colour.WHITE, Colour.BROWN);
    private static final double OFF_THE_WALL = .02;

    private Decor() {}

    static List<Part> draw(SplitMix r, Shell room) {
        List<Part> parts = new ArrayList<>();
        if (r.chance(.5)) {
            parts.add(rug(r, room));
        }
        List<Bounds> hung = new ArrayList<>();
        int wanted = 1 + r.below(3);
        for (int i = 0; i < wanted; i++) {
            Part frame = onWall(r, room, r.chance(.35) ? window(r) : picture(r));
            Bounds bounds = Bounds.of(frame.primitives());
            if (hung.stream().noneMatch(h -> touches(h, bounds))) {
                hung.add(bounds);
                parts.add(frame);
            }
        }
        return parts;
    }

    private static Part rug(SplitMix r, Shell room) {
        Colour colour = r.pick(Colour.BOLD);
        Vec at = Vec.of(r.u(-.15, .15) * room.width(), 0, .42 * room.depth());
        double yaw = r.u(-.3, .3);
        Material wool =
                Material.of(r.pick(RUGS), colour, r.pick(Colour.BOLD), r.u(1.5, 3), r.below(999));
        Part.Joiner rug = Part.joiner();
        if (r.chance(.4)) {
            rug.frustum(Vec.of(0, 0, 0), .8, .8, .012, wool);
        } else {
            rug.box(Vec.of(0, .006, 0), Vec.of(r.u(.7, 1.1), .006, r.u(.5, .8)), wool);
        }
        return rug.as(Semantic.RUG, colour).placed(at, yaw);
    }

    /** Moves a frame, built about the origin, to a wall: twice as often the back one. */
    private static Part onWall(SplitMix r, Shell room, Part frame) {
        int side = r.below(4);
        double along = r.u(-.7, .7);
        double y = r.u(1.35, 1.6);
        if (side < 2) {
            double x = along * room.width() / 2;
            return frame.placed(Vec.of(x, y, room.depth() - OFF_THE_WALL), 0);
        }
        int sign = side == 2 ? -1 : 1;
        double x = sign * (room.width() / 2 - OFF_THE_WALL);
        double z = (.5 + .35 * along) * room.depth();
        return frame.placed(Vec.of(x, y, z), sign * StrictMath.PI / 2);
    }

    private static Part picture(SplitMix r) {
        double a = r.u(.2, .42);
        double b = r.u(.18, .38);
        Colour colour = r.pick(Colour.BOLD);
        Material canvas =
                Material.of(
                        Texture.PAINTING, colour, r.pick(Colour.BOLD), r.u(2, 5), r.below(1 << 20));
        return frame(a, b, Material.plain(r.pick(FRAMES)))
                .box(Vec.of(0, 0, -.012), Vec.of(a, b, .008), canvas)
                .as(Semantic.PICTURE, "picture");
    }

    private static Part window(SplitMix r) {
        double a = r.u(.2, .42);
        double b = r.u(.18, .38);
        Material glass = Material.plain(Colour.PALE_BLUE).withGloss(.4);
        Part.Joiner window = frame(a, b, Material.plain(Colour.WHITE));
        for (int i = -1; i <= 1; i += 2) {
            for (int j = -1; j <= 1; j += 2) {
                Vec pane = Vec.of(i * a / 2, j * b / 2, -.012);
                window.box(pane, Vec.of(a / 2 - .015, b / 2 - .015, .008), glass);
            }
        }
        return window.as(Semantic.WINDOW, "window");
    }

    private static Part.Joiner frame(double a, double b, Material m) {
        return Part.joiner().box(Vec.of(0, 0, 0), Vec.of(a + .04, b + .04, .015), m);
    }

    private static boolean touches(Bounds a, Bounds b) {
        return a.low().x() < b.high().x()
                && b.low().x() < a.high().x()
                && a.low().y() < b.high().y()
                && b.low().y() < a.high().y()
                && a.low().z() < b.high().z()
                && b.low().z() < a.high().z();
    }
}
