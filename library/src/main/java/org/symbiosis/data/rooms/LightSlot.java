package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.SplitMix;

/**
 * One of the 25 places of light, the same in every scene.
 *
 * @param number 0 .. 24
 * @param phrase how captions say it
 * @param radius of the spherical lamp, in metres
 * @param gain factor of its intensity
 */
record LightSlot(int number, String phrase, Place place, double radius, Tint tint, double gain) {
    /** Number of slots. */
    static final int COUNT = 25;

    /** The slot of the scene's own lamp. */
    static final int LUMINAIRE = 24;

    static final List<LightSlot> ALL = all();

    private static final double BELOW_CEILING = .06;

    /** Where a slot lies in a scene. */
    sealed interface Place {
        Vec in(Scene scene, SplitMix r);

        /** At (u W/2, v H, w D), jittered, below the ceiling. */
        record InRoom(double u, double v, double w) implements Place {
            @Override
            public Vec in(Scene scene, SplitMix r) {
                Shell room = scene.room();
                double x = (u + r.u(-.05, .05)) * room.width() / 2;
                double y = (v + r.u(-.03, .03)) * room.height();
                double z = (w + r.u(-.05, .05)) * room.depth();
                return Vec.of(x, Math.min(y, room.height() - BELOW_CEILING), z);
            }
        }

        /** Large and near the open front; part of it may lie above the ceiling's edge. */
        record Outside(double u, double v, double w) implements Place {
            @Override
            public Vec in(Scene scene, SplitMix r) {
                Shell room = scene.room();
                double x = (u + r.u(-.05, .05)) * room.width() / 2;
                double y = (v + r.u(-.03, .03)) * room.height();
                return Vec.of(x, y, (w + r.u(-.05, .05)) * room.depth());
            }
        }

        /** Outside in front of the room, high up on one side. */
        record Sun(double side) implements Place {
            @Override
            public Vec in(Scene scene, SplitMix r) {
                double x = side * 4.05 + r.u(-.5, .5);
                return Vec.of(x, 4.2 + r.u(-.3, .3), -5.5 + r.u(-.4, .4));
            }
        }

        /** Where the scene's lamp is. */
        record Luminaire() implements Place {
            @Override
            public Vec in(Scene scene, SplitMix r) {
                return scene.bulb();
            }
        }
    }

    /** Colour of light by its temperature, scaled to luminance 1. */
    enum Tint {
        K2700(1.55, .93, .42),
        K3000(1.45, .95, .52),
        K4000(1.18, .99, .78),
        K5000(1.04, 1, .93),
        K5200(1.03, 1, .95),
        K6500(.93, 1, 1.13),
        K8000(.84, 1, 1.32);

        private final Vec rgb;

        Tint(double r, double g, double b) {
            this.rgb = Vec.of(r, g, b).times(1 / ToneMap.luminance(r, g, b));
        }

        Vec rgb() {
            return rgb;
        }
    }

    private static List<LightSlot> all() {
        List<LightSlot> slots = new ArrayList<>();
        for (double w : new double[] {.22, .5, .8}) {
            for (double u : new double[] {-.6, 0, .6}) {
                add(slots, "from the ceiling", new Place.InRoom(u, .94, w), .16, Tint.K4000);
            }
        }
        wall(slots, -.9, "from the left", Tint.K3000);
        wall(slots, .9, "from the right", Tint.K6500);
        add(slots, "from the front left", new Place.InRoom(-.85, .75, -.22), .06, Tint.K5000);
        add(slots, "by a flash", new Place.InRoom(0, .85, -.22), .06, Tint.K5000);
        add(slots, "from the front right", new Place.InRoom(.85, .75, -.22), .06, Tint.K5000);
        add(slots, "from below", new Place.InRoom(0, .15, -.22), .06, Tint.K5000);
        sun(slots, -1, "by low sun from the left");
        sun(slots, 1, "by low sun from the right");
        slots.add(
                new LightSlot(
                        slots.size(),
                        "by soft daylight",
                        new Place.Outside(0, .8, -.25),
                        .9,
                        Tint.K8000,
                        .9));
        slots.add(
                new LightSlot(
                        slots.size(), "by a lamp", new Place.Luminaire(), .09, Tint.K2700, 1.1));
        return List.copyOf(slots);
    }

    private static void wall(List<LightSlot> slots, double u, String phrase, Tint tint) {
        for (double v : new double[] {.3, .8}) {
            for (double w : new double[] {.25, .7}) {
                add(slots, phrase, new Place.InRoom(u, v, w), .1, tint);
            }
        }
    }

    private static void sun(List<LightSlot> slots, double side, String phrase) {
        Place place = new Place.Sun(side);
        slots.add(new LightSlot(slots.size(), phrase, place, .25, Tint.K5200, 1.5));
    }

    private static void add(
            List<LightSlot> slots, String phrase, Place place, double radius, Tint tint) {
        slots.add(new LightSlot(slots.size(), phrase, place, radius, tint, 1));
    }
}
