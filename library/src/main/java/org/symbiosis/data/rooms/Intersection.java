package org.symbiosis.data.rooms;

/**
 * Where rays meet primitives.
 *
 * <p>Each test first puts the ray into the primitive's own frame (u, v, w along its axes).
 */
final class Intersection {
    private static final double EPSILON = 1e-4;
    private static final double FLAT = 1e-12;

    private Intersection() {}

    /** Distance along the ray to primitive {@code i}, or {@link Ray#NEVER}. */
    static double distance(Primitives p, int i, Ray ray) {
        double x = ray.ox - p.x[i];
        double z = ray.oz - p.z[i];
        ray.u = p.cos[i] * x - p.sin[i] * z;
        ray.v = ray.oy - p.y[i];
        ray.w = p.sin[i] * x + p.cos[i] * z;
        ray.du = p.cos[i] * ray.dx - p.sin[i] * ray.dz;
        ray.dv = ray.dy;
        ray.dw = p.sin[i] * ray.dx + p.cos[i] * ray.dz;
        return switch (p.kind[i]) {
            case Primitives.BOX -> box(p, i, ray);
            case Primitives.ELLIPSOID -> ellipsoid(p, i, ray);
            default -> frustum(p, i, ray);
        };
    }

    private static double box(Primitives p, int i, Ray ray) {
        double ku = inverse(ray.du);
        double kv = inverse(ray.dv);
        double kw = inverse(ray.dw);
        double au = (-p.a[i] - ray.u) * ku;
        double bu = (p.a[i] - ray.u) * ku;
        double av = (-p.b[i] - ray.v) * kv;
        double bv = (p.b[i] - ray.v) * kv;
        double aw = (-p.c[i] - ray.w) * kw;
        double bw = (p.c[i] - ray.w) * kw;
        double in = Math.max(Math.max(Math.min(au, bu), Math.min(av, bv)), Math.min(aw, bw));
        double out = Math.min(Math.min(Math.max(au, bu), Math.max(av, bv)), Math.max(aw, bw));
        return in <= out ? in : Ray.NEVER;
    }

    private static double ellipsoid(Primitives p, int i, Ray ray) {
        double ka = 1 / p.a[i];
        double kb = 1 / p.b[i];
        double kc = 1 / p.c[i];
        double du = ray.du * ka;
        double dv = ray.dv * kb;
        double dw = ray.dw * kc;
        double u = ray.u * ka;
        double v = ray.v * kb;
        double w = ray.w * kc;
        double aa = du * du + dv * dv + dw * dw;
        double bb = u * du + v * dv + w * dw;
        double disc = bb * bb - aa * (u * u + v * v + w * w - 1);
        return disc > 0 ? (-bb - Math.sqrt(disc)) / aa : Ray.NEVER;
    }

    private static double frustum(Primitives p, int i, Ray ray) {
        double best = Math.min(disc(ray, 0, p.a[i]), disc(ray, p.b[i], p.c[i]));
        double slope = (p.c[i] - p.a[i]) / p.b[i];
        double r = p.a[i] + slope * ray.v;
        double aa = ray.du * ray.du + ray.dw * ray.dw - slope * slope * ray.dv * ray.dv;
        double bb = ray.u * ray.du + ray.w * ray.dw - slope * ray.dv * r;
        double disc = bb * bb - aa * (ray.u * ray.u + ray.w * ray.w - r * r);
        if (disc > 0) {
            double root = Math.sqrt(disc);
            double k = inverse(aa);
            best = Math.min(best, mantle(ray, p.b[i], (-bb - root) * k));
            best = Math.min(best, mantle(ray, p.b[i], (-bb + root) * k));
        }
        return best;
    }

    /** The distance itself where it is ahead and between the discs. */
    private static double mantle(Ray ray, double height, double t) {
        double v = ray.v + t * ray.dv;
        return t > EPSILON && v >= 0 && v <= height ? t : Ray.NEVER;
    }

    private static double disc(Ray ray, double height, double radius) {
        double t = (height - ray.v) * inverse(ray.dv);
        double u = ray.u + t * ray.du;
        double w = ray.w + t * ray.dw;
        return t > EPSILON && u * u + w * w <= radius * radius ? t : Ray.NEVER;
    }

    private static double inverse(double d) {
        return 1 / (Math.abs(d) < FLAT ? FLAT : d);
    }
}
