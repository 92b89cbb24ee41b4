package org.symbiosis.data.rooms;

/** The room's own five surfaces; seen from inside only, so that a camera may stand outside. */
final class Walls {
    /** Number of surfaces: left, back and right wall, floor, ceiling. */
    static final int COUNT = 5;

    private static final int LEFT = 0;
    private static final int BACK = 1;
    private static final int RIGHT = 2;
    private static final int FLOOR = 3;
    private static final double EPSILON = 1e-4;
    private static final double CROSSING = 1e-3;

    /** How far side walls and ceiling reach out of the open front. */
    private static final double SIDES_FROM = -1.6;

    private static final double CEILING_FROM = -.4;

    private final Shell room;
    private final double side;

    Walls(Shell room) {
        this.room = room;
        this.side = room.width() / 2;
    }

    static Semantic semantic(int surface) {
        return surface <= RIGHT
                ? Semantic.WALL
                : surface == FLOOR ? Semantic.FLOOR : Semantic.CEILING;
    }

    Material material(int surface) {
        return surface <= RIGHT ? room.wall() : surface == FLOOR ? room.floor() : room.ceiling();
    }

    /**
     * Lets the ray find the nearest surface before {@code ray.t}, and updates that.
     *
     * @return the surface, or -1
     */
    int nearest(Ray ray) {
        int found = -1;
        for (int surface = 0; surface < COUNT; surface++) {
            double t = distance(surface, ray);
            if (t > EPSILON && t < ray.t && isThere(surface, ray, t)) {
                ray.t = t;
                found = surface;
            }
        }
        return found;
    }

    private static boolean isThere(int surface, Ray ray, double t) {
        return surface == FLOOR
                || surface != LEFT && surface != RIGHT
                || ray.oz + t * ray.dz > SIDES_FROM;
    }

    /** Distance to a surface that the ray meets from inside, else a negative number. */
    private double distance(int surface, Ray ray) {
        return switch (surface) {
            case LEFT -> ray.dx < 0 ? (-side - ray.ox) / ray.dx : -1;
            case RIGHT -> ray.dx > 0 ? (side - ray.ox) / ray.dx : -1;
            case BACK -> ray.dz > 0 ? (room.depth() - ray.oz) / ray.dz : -1;
            case FLOOR -> ray.dy < 0 ? -ray.oy / ray.dy : -1;
            default -> ray.dy > 0 ? (room.height() - ray.oy) / ray.dy : -1;
        };
    }

    /** Whether ceiling or walls lie between the ray's origin and the point at {@code far}. */
    boolean block(Ray ray, double far) {
        double y = ray.oy + far * ray.dy;
        if ((y > room.height()) != (ray.oy > room.height())) {
            double t = (room.height() - ray.oy) / ray.dy;
            if (within(t, far) && ray.oz + t * ray.dz > CEILING_FROM) {
                return true;
            }
        }
        return blockSide(ray, far, side) || blockSide(ray, far, -side) || blockBack(ray, far);
    }

    private static boolean blockSide(Ray ray, double far, double at) {
        double x = ray.ox + far * ray.dx;
        if ((x > at) == (ray.ox > at)) {
            return false;
        }
        double t = (at - ray.ox) / ray.dx;
        return within(t, far) && ray.oz + t * ray.dz > SIDES_FROM;
    }

    private boolean blockBack(Ray ray, double far) {
        double z = ray.oz + far * ray.dz;
        return (z > room.depth()) != (ray.oz > room.depth())
                && within((room.depth() - ray.oz) / ray.dz, far);
    }

    private static boolean within(double t, double far) {
        return t > CROSSING && t < far - CROSSING;
    }

    /** Completes a point on a surface: its normal, material and albedo. */
    void describe(int surface, SurfacePoint p) {
        p.instance = surface;
        p.material = material(surface);
        switch (surface) {
            case LEFT -> p.normal(1, 0, 0);
            case RIGHT -> p.normal(-1, 0, 0);
            case BACK -> p.normal(0, 0, -1);
            case FLOOR -> p.normal(0, 1, 0);
            default -> p.normal(0, -1, 0);
        }
        albedo(surface, p, p.albedo);
    }

    /** The albedo of a surface at a point of it. */
    void albedo(int surface, SurfacePoint at, double[] rgb) {
        double u = surface == LEFT || surface == RIGHT ? at.z : at.x;
        double v = surface <= RIGHT ? at.y : at.z;
        Material m = material(surface);
        m.texture().albedo(m, u, v, rgb);
    }
}
