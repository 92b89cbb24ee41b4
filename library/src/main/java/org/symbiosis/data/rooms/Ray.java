package org.symbiosis.data.rooms;

/** A ray that is reused: origin, unit direction, and what it met. */
final class Ray {
    /** Farther than anything. */
    static final double NEVER = 1e30;

    double ox;
    double oy;
    double oz;
    double dx;
    double dy;
    double dz;

    /** The ray in the frame of the primitive under test. */
    double u;

    double v;
    double w;
    double du;
    double dv;
    double dw;

    /** Distance to the nearest hit so far. */
    double t = NEVER;

    /** Primitive that was hit, or -1. */
    int primitive = -1;

    void from(double x, double y, double z) {
        ox = x;
        oy = y;
        oz = z;
    }

    /** Points it along a vector of any length, and forgets what it met. */
    void towards(double x, double y, double z) {
        double k = 1 / Math.sqrt(x * x + y * y + z * z);
        dx = x * k;
        dy = y * k;
        dz = z * k;
        t = NEVER;
        primitive = -1;
    }
}
