package org.symbiosis.data.rooms;

/** Whether points of a scene see a point of a light. Not shared between threads. */
final class Visibility {
    private final Primitives primitives;
    private final Walls walls;
    private final Ray ray = new Ray();
    private int likely = -1;
    private double attenuation;

    Visibility(Primitives primitives, Walls walls) {
        this.primitives = primitives;
        this.walls = walls;
    }

    /** Irradiance from a point of intensity 1: V max(0, n.w) / max(d^2, nearest). */
    double irradiance(SurfacePoint p, Vec source, double nearest) {
        return irradiance(p, source.x(), source.y(), source.z(), nearest);
    }

    /** As above; {@link #highlight} may be asked for the same point afterwards. */
    double irradiance(SurfacePoint p, double x, double y, double z, double nearest) {
        p.emit(ray);
        double lx = x - ray.ox;
        double ly = y - ray.oy;
        double lz = z - ray.oz;
        double facing = lx * p.nx + ly * p.ny + lz * p.nz;
        if (facing <= 0) {
            return 0;
        }
        double d2 = lx * lx + ly * ly + lz * lz;
        double d = Math.sqrt(d2);
        ray.towards(lx, ly, lz);
        if (walls.block(ray, d)) {
            return 0;
        }
        int occluder = primitives.occluder(ray, d, likely);
        if (occluder >= 0) {
            likely = occluder;
            return 0;
        }
        attenuation = 1 / Math.max(d2, nearest);
        return facing / d * attenuation;
    }

    /** Blinn-Phong highlight, exponent 60, of the light point that was last seen. */
    double highlight(SurfacePoint p) {
        double hx = ray.dx - p.vx;
        double hy = ray.dy - p.vy;
        double hz = ray.dz - p.vz;
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz);
        double cosine = (hx * p.nx + hy * p.ny + hz * p.nz) / Math.max(length, 1e-9);
        if (cosine <= 0) {
            return 0;
        }
        double to2 = cosine * cosine;
        double to4 = to2 * to2;
        double to12 = to4 * to4 * to4;
        double to24 = to12 * to12;
        return to24 * to24 * to12 * attenuation;
    }
}
