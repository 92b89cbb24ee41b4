package org.symbiosis.data.rooms;

/** Completes a point on a primitive: its normal, its material, its texture's coordinates. */
final class Things {
    /** Keeps a thing's texture off the seams that lie at the origin. */
    private static final double TEXTURE_ORIGIN = 17;

    /** Rounding keeps points of a mantle within this of it; discs lie further inside. */
    private static final double SKIN = 1e-9;

    private Things() {}

    /** Describes a point that lies on primitive {@code i}. */
    static void describe(Primitives p, int i, SurfacePoint at) {
        double x = at.x - p.x[i];
        double z = at.z - p.z[i];
        at.u = p.cos[i] * x - p.sin[i] * z;
        at.v = at.y - p.y[i];
        at.w = p.sin[i] * x + p.cos[i] * z;
        switch (p.kind[i]) {
            case Primitives.BOX -> boxNormal(p, i, at);
            case Primitives.ELLIPSOID ->
                    unit(
                            at,
                            at.u / (p.a[i] * p.a[i]),
                            at.v / (p.b[i] * p.b[i]),
                            at.w / (p.c[i] * p.c[i]));
            default -> frustumNormal(p, i, at);
        }
        texture(p, i, at);
        at.instance = Walls.COUNT + p.part[i];
        at.material = p.material[i];
        double nu = at.nx;
        double nw = at.nz;
        at.nx = p.cos[i] * nu + p.sin[i] * nw;
        at.nz = p.cos[i] * nw - p.sin[i] * nu;
    }

    private static void boxNormal(Primitives p, int i, SurfacePoint at) {
        double u = Math.abs(at.u) / p.a[i];
        double v = Math.abs(at.v) / p.b[i];
        double w = Math.abs(at.w) / p.c[i];
        if (u >= v && u >= w) {
            at.normal(Math.signum(at.u), 0, 0);
        } else if (v >= w) {
            at.normal(0, Math.signum(at.v), 0);
        } else {
            at.normal(0, 0, Math.signum(at.w));
        }
    }

    private static void frustumNormal(Primitives p, int i, SurfacePoint at) {
        double slope = (p.c[i] - p.a[i]) / p.b[i];
        double r = Math.sqrt(at.u * at.u + at.w * at.w);
        if (r > p.a[i] + slope * at.v - SKIN) {
            unit(at, at.u / r, -slope, at.w / r);
        } else {
            at.normal(0, at.v < p.b[i] / 2 ? -1 : 1, 0);
        }
    }

    private static void unit(SurfacePoint at, double x, double y, double z) {
        double k = 1 / Math.sqrt(x * x + y * y + z * z);
        at.normal(x * k, y * k, z * k);
    }

    /** The normal is still in the primitive's frame: its largest part says which side is seen. */
    private static void texture(Primitives p, int i, SurfacePoint at) {
        Material m = p.material[i];
        double nu = Math.abs(at.nx);
        double nv = Math.abs(at.ny);
        double nw = Math.abs(at.nz);
        boolean above = nv > nu && nv >= nw;
        double u = nu >= nv && nu >= nw ? at.w : at.u;
        double v = above ? at.w : at.v;
        if (p.kind[i] != Primitives.BOX && m.texture() != Texture.PLAIN) {
            double around = StrictMath.atan2(at.w, at.u) / StrictMath.PI;
            if (p.kind[i] == Primitives.ELLIPSOID) {
                u = around;
                v = at.v + .5;
            } else if (!above) {
                u = around;
            }
        }
        m.texture().albedo(m, u + TEXTURE_ORIGIN, v + TEXTURE_ORIGIN, at.albedo);
    }
}
