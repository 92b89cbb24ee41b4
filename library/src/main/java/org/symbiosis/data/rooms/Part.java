package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;

/**
 * One instance: a thing, or a part of the room, that has an id of its own in the picture.
 *
 * @param semantic its label
 * @param name what captions call it, with its colour where that says something
 * @param primitives that it is built of
 */
record Part(Semantic semantic, String name, List<Primitive> primitives) {
    Part {
        primitives = List.copyOf(primitives);
    }

    /** Turned about the y axis through the origin, then moved. */
    Part placed(Vec shift, double turn) {
        return new Part(
                semantic, name, primitives.stream().map(p -> p.placed(shift, turn)).toList());
    }

    static Joiner joiner() {
        return new Joiner();
    }

    /** Puts primitives together in the thing's own frame: its back towards +z, its foot at y 0. */
    static final class Joiner {
        private final List<Primitive> primitives = new ArrayList<>();

        Joiner box(Vec centre, Vec half, Material material) {
            primitives.add(new Primitive.Box(centre, half, 0, material));
            return this;
        }

        Joiner ellipsoid(Vec centre, Vec radii, Material material) {
            primitives.add(new Primitive.Ellipsoid(centre, radii, 0, material));
            return this;
        }

        /** An upright truncated cone on {@code base}. */
        Joiner frustum(Vec base, double lower, double upper, double height, Material material) {
            primitives.add(new Primitive.Frustum(base, lower, upper, height, 0, material));
            return this;
        }

        /** Four boxes at (+-x, +-z), as legs are. */
        Joiner legs(double x, double z, double height, double half, Material material) {
            for (int a = -1; a <= 1; a += 2) {
                for (int b = -1; b <= 1; b += 2) {
                    box(Vec.of(a * x, height / 2, b * z), Vec.of(half, height / 2, half), material);
                }
            }
            return this;
        }

        Part as(Semantic semantic, String name) {
            return new Part(semantic, name, primitives);
        }

        Part as(Semantic semantic, Colour colour) {
            return as(semantic, colour.label() + " " + semantic.label());
        }
    }
}
