package org.symbiosis.data.rooms;

/** What a ray met: where, facing where, of which colour. Reused for every subsample. */
final class SurfacePoint {
    double x;
    double y;
    double z;
    double nx;
    double ny;
    double nz;

    /** The point in the frame of the primitive it lies on. */
    double u;

    double v;
    double w;

    /** Direction of the view, towards the surface. */
    double vx;

    double vy;
    double vz;

    /** Linear albedo. */
    final double[] albedo = new double[3];

    /** How open the surroundings are, in [.15, 1]. */
    double openness;

    /** The five surfaces of the room come first, then the parts. */
    int instance;

    Material material;

    /** False where the ray left through the open front. */
    boolean hit;

    void view(Ray ray) {
        vx = ray.dx;
        vy = ray.dy;
        vz = ray.dz;
    }

    void normal(double x, double y, double z) {
        nx = x;
        ny = y;
        nz = z;
    }

    /** Starts a ray here, a little off the surface. */
    void emit(Ray ray) {
        double off = 2e-3;
        ray.from(x + off * nx, y + off * ny, z + off * nz);
    }
}
