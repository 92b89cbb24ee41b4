package org.symbiosis.data.rooms;

/** A point or direction: x right, y up, z away from the viewer, in metres. */
record Vec(double x, double y, double z) {
    static Vec of(double x, double y, double z) {
        return new Vec(x, y, z);
    }

    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    Vec times(double k) {
        return new Vec(x * k, y * k, z * k);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec unit() {
        return times(1 / length());
    }

    /** Turned about the y axis; at 90 degrees z becomes x. */
    Vec turned(double yaw) {
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        return new Vec(c * x + s * z, y, c * z - s * x);
    }
}
