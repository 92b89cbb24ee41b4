package org.symbiosis.data.rooms;

import org.symbiosis.data.SplitMix;

/**
 * A pinhole camera for square pictures that never rolls.
 *
 * @param forward unit vector of the view
 * @param slope tangent of half the field of view
 */
record Camera(Vec eye, Vec right, Vec up, Vec forward, double slope) {
    /** A camera at {@code eye} that looks at {@code target} with a vertical field in degrees. */
    static Camera lookingAt(Vec eye, Vec target, double degrees) {
        Vec forward = target.minus(eye).unit();
        Vec right = Vec.of(0, 1, 0).cross(forward).unit();
        double half = StrictMath.toRadians(degrees) / 2;
        return new Camera(eye, right, forward.cross(right), forward, StrictMath.tan(half));
    }

    /** From the open front of a room, about eye level. */
    static Camera front(SplitMix r, Shell room) {
        Vec eye = Vec.of(r.u(-.18, .18) * room.width(), r.u(1.25, 1.65), -r.u(.55, 1));
        Vec target = Vec.of(r.u(-.12, .12) * room.width(), r.u(.75, 1.05), .62 * room.depth());
        return lookingAt(eye, target, r.u(50, 60));
    }

    /** From somewhere in front of a sphere, near enough that it fills the picture. */
    static Camera around(SplitMix r, Vec middle, double radius) {
        double degrees = r.u(36, 46);
        double half = StrictMath.toRadians(degrees) / 2;
        double distance = radius / StrictMath.sin(half) * r.u(.95, 1.35);
        double azimuth = StrictMath.toRadians(r.u(-40, 40));
        double elevation = StrictMath.toRadians(r.u(9, 32));
        Vec back = Vec.of(0, StrictMath.sin(elevation), -StrictMath.cos(elevation)).turned(azimuth);
        return lookingAt(middle.plus(back.times(distance)), middle, degrees);
    }

    /** How far from the middle of the picture a point is seen, 1 being the border. */
    double offAxis(Vec point) {
        Vec d = point.minus(eye);
        double far = d.dot(forward) * slope;
        return far <= 0
                ? Double.POSITIVE_INFINITY
                : Math.max(Math.abs(d.dot(right)), Math.abs(d.dot(up))) / far;
    }
}
