package org.symbiosis.data.rooms;

/** The room's surfaces as 20 diffuse patches, between which light goes to and fro. */
final class Patches {
    /** Two by two on each of the five surfaces. */
    static final int COUNT = 20;

    private static final int TEXTURE_SAMPLES = 6;
    private static final int BOUNCES = 3;
    private static final double NEAREST = .3;

    private final double[] point = new double[3 * COUNT];
    private final double[] normal = new double[3 * COUNT];
    private final double[] area = new double[COUNT];
    private final double[] albedo = new double[3 * COUNT];
    private final double[] exchange = new double[COUNT * COUNT];

    Patches(Shell room) {
        Walls walls = new Walls(room);
        for (int i = 0; i < COUNT; i++) {
            place(room, walls, i);
        }
        SurfacePoint p = new SurfacePoint();
        double[] row = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            moveTo(i, p);
            formFactors(p, row);
            System.arraycopy(row, 0, exchange, i * COUNT, COUNT);
        }
    }

    private void place(Shell room, Walls walls, int i) {
        int surface = i / 4;
        double a = i % 2 / 2.0;
        double b = i / 2 % 2 / 2.0;
        SurfacePoint p = new SurfacePoint();
        put(p, at(room, surface, a + .25, b + .25));
        walls.describe(surface, p);
        store(point, i, p.x, p.y, p.z);
        store(normal, i, p.nx, p.ny, p.nz);
        double[] rgb = new double[3];
        int samples = TEXTURE_SAMPLES * TEXTURE_SAMPLES;
        for (int s = 0; s < samples; s++) {
            double u = (s % TEXTURE_SAMPLES + .5) / TEXTURE_SAMPLES / 2;
            double v = (s / TEXTURE_SAMPLES + .5) / TEXTURE_SAMPLES / 2;
            put(p, at(room, surface, a + u, b + v));
            walls.albedo(surface, p, rgb);
            for (int c = 0; c < 3; c++) {
                albedo[3 * i + c] += rgb[c] / samples;
            }
        }
        Vec across = at(room, surface, a + .5, b + .5).minus(at(room, surface, a, b));
        area[i] = areaOf(across);
    }

    /** A patch lies in a plane of two axes: one of the three extents is zero. */
    private static double areaOf(Vec across) {
        double x = Math.abs(across.x());
        double y = Math.abs(across.y());
        double z = Math.abs(across.z());
        return x * y + y * z + z * x;
    }

    /** The point of a surface at (a, b) in [0, 1]. */
    private static Vec at(Shell room, int surface, double a, double b) {
        double x = (a - .5) * room.width();
        return switch (surface) {
            case 0 -> Vec.of(-room.width() / 2, b * room.height(), a * room.depth());
            case 1 -> Vec.of(x, b * room.height(), room.depth());
            case 2 -> Vec.of(room.width() / 2, b * room.height(), a * room.depth());
            case 3 -> Vec.of(x, 0, b * room.depth());
            default -> Vec.of(x, room.height(), b * room.depth());
        };
    }

    private static void put(SurfacePoint p, Vec at) {
        p.x = at.x();
        p.y = at.y();
        p.z = at.z();
    }

    private static void store(double[] into, int i, double x, double y, double z) {
        into[3 * i] = x;
        into[3 * i + 1] = y;
        into[3 * i + 2] = z;
    }

    private void moveTo(int i, SurfacePoint p) {
        put(p, Vec.of(point[3 * i], point[3 * i + 1], point[3 * i + 2]));
        p.normal(normal[3 * i], normal[3 * i + 1], normal[3 * i + 2]);
    }

    /** Writes the share of each patch in what the point sees: cos cos' A / (pi d^2 + A). */
    void formFactors(SurfacePoint p, double[] factors) {
        for (int i = 0; i < COUNT; i++) {
            double x = point[3 * i] - p.x;
            double y = point[3 * i + 1] - p.y;
            double z = point[3 * i + 2] - p.z;
            double d2 = x * x + y * y + z * z;
            double here = x * p.nx + y * p.ny + z * p.nz;
            double there = -(x * normal[3 * i] + y * normal[3 * i + 1] + z * normal[3 * i + 2]);
            factors[i] =
                    here > 0 && there > 0
                            ? here * there / d2 * area[i] / (StrictMath.PI * d2 + area[i])
                            : 0;
        }
    }

    /** What each patch gives off under a light after three bounces; (20, 3), row-major. */
    double[] radiosity(Light light, Visibility visibility) {
        double[] first = new double[3 * COUNT];
        SurfacePoint p = new SurfacePoint();
        for (int i = 0; i < COUNT; i++) {
            moveTo(i, p);
            double e = visibility.irradiance(p, light.position(), NEAREST);
            first[3 * i] = e * light.intensity().x();
            first[3 * i + 1] = e * light.intensity().y();
            first[3 * i + 2] = e * light.intensity().z();
        }
        double[] given = new double[3 * COUNT];
        for (int k = 0; k < 3 * COUNT; k++) {
            given[k] = albedo[k] * first[k];
        }
        for (int bounce = 0; bounce < BOUNCES; bounce++) {
            given = bounced(first, given);
        }
        return given;
    }

    private double[] bounced(double[] first, double[] given) {
        double[] next = new double[3 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            for (int c = 0; c < 3; c++) {
                double sum = first[3 * i + c];
                for (int j = 0; j < COUNT; j++) {
                    sum += exchange[i * COUNT + j] * given[3 * j + c];
                }
                next[3 * i + c] = albedo[3 * i + c] * sum;
            }
        }
        return next;
    }
}
