package org.symbiosis.data.rooms;

import java.util.Collection;
import java.util.List;

/** A box along the axes. */
record Bounds(Vec low, Vec high) {
    static Bounds around(Vec centre, double hx, double hy, double hz) {
        Vec half = Vec.of(hx, hy, hz);
        return new Bounds(centre.minus(half), centre.plus(half));
    }

    /** The smallest box around all of these. */
    static Bounds of(Collection<? extends Primitive> primitives) {
        return primitives.stream()
                .map(Primitive::bounds)
                .reduce(Bounds::joined)
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to bound"));
    }

    /** The smallest box around all primitives of these parts. */
    static Bounds ofParts(List<Part> parts) {
        return of(parts.stream().flatMap(p -> p.primitives().stream()).toList());
    }

    Bounds joined(Bounds o) {
        return new Bounds(
                Vec.of(
                        Math.min(low.x(), o.low.x()),
                        Math.min(low.y(), o.low.y()),
                        Math.min(low.z(), o.low.z())),
                Vec.of(
                        Math.max(high.x(), o.high.x()),
                        Math.max(high.y(), o.high.y()),
                        Math.max(high.z(), o.high.z())));
    }

    Vec centre() {
        return low.plus(high).times(.5);
    }

    /** Half the diagonal: the radius of a sphere around the box. */
    double radius() {
        return high.minus(low).length() / 2;
    }

    /** Area of the box seen from above. */
    double footprint() {
        return (high.x() - low.x()) * (high.z() - low.z());
    }

    /** The share of the smaller footprint that lies within the larger, in [0, 1]. */
    double overlap(Bounds o) {
        double w = Math.min(high.x(), o.high.x()) - Math.max(low.x(), o.low.x());
        double d = Math.min(high.z(), o.high.z()) - Math.max(low.z(), o.low.z());
        return Math.max(0, w) * Math.max(0, d) / Math.min(footprint(), o.footprint());
    }
}
