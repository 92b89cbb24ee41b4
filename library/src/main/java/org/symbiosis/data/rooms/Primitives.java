package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;

/**
 * All primitives of a scene as arrays, with spheres around each and around each instance, so that a
 * ray asks few of them.
 */
final class Primitives {
    static final byte BOX = 0;
    static final byte ELLIPSOID = 1;
    static final byte FRUSTUM = 2;

    private static final double EPSILON = 1e-4;
    private static final double SPHERE_MARGIN = 1 + 1e-9;

    final byte[] kind;

    /** Centre, or the middle of a frustum's base. */
    final double[] x;

    final double[] y;
    final double[] z;

    /** Half sizes or radii; of a frustum: lower radius, height, upper radius. */
    final double[] a;

    final double[] b;
    final double[] c;
    final double[] cos;
    final double[] sin;
    final Material[] material;

    /** Index of the instance that a primitive belongs to. */
    final int[] part;

    private final double[] sphere;
    private final int[] groupEnd;
    private final double[] groupSphere;

    Primitives(List<Part> parts) {
        List<Primitive> all = new ArrayList<>();
        parts.forEach(p -> all.addAll(p.primitives()));
        int n = all.size();
        kind = new byte[n];
        x = new double[n];
        y = new double[n];
        z = new double[n];
        a = new double[n];
        b = new double[n];
        c = new double[n];
        cos = new double[n];
        sin = new double[n];
        material = new Material[n];
        part = new int[n];
        sphere = new double[4 * n];
        groupEnd = new int[parts.size()];
        groupSphere = new double[4 * parts.size()];
        int end = 0;
        for (int g = 0; g < parts.size(); g++) {
            for (Primitive p : parts.get(g).primitives()) {
                set(end, p);
                sphere(sphere, end, p.middle(), p.radius());
                part[end++] = g;
            }
            groupEnd[g] = end;
            Vec middle = Bounds.of(parts.get(g).primitives()).centre();
            sphere(groupSphere, g, middle, radius(parts.get(g), middle));
        }
    }

    private void set(int i, Primitive p) {
        x[i] = p.centre().x();
        y[i] = p.centre().y();
        z[i] = p.centre().z();
        material[i] = p.material();
        if (p instanceof Primitive.Box box) {
            shape(i, BOX, box.half(), box.yaw());
        } else if (p instanceof Primitive.Ellipsoid e) {
            shape(i, ELLIPSOID, e.radii(), e.yaw());
        } else if (p instanceof Primitive.Frustum f) {
            shape(i, FRUSTUM, Vec.of(f.lower(), f.height(), f.upper()), f.yaw());
        }
    }

    private void shape(int i, byte as, Vec sizes, double yaw) {
        kind[i] = as;
        a[i] = sizes.x();
        b[i] = sizes.y();
        c[i] = sizes.z();
        cos[i] = StrictMath.cos(yaw);
        sin[i] = StrictMath.sin(yaw);
    }

    private static double radius(Part part, Vec middle) {
        double radius = 0;
        for (Primitive p : part.primitives()) {
            radius = Math.max(radius, p.middle().minus(middle).length() + p.radius());
        }
        return radius;
    }

    private static void sphere(double[] spheres, int i, Vec middle, double radius) {
        spheres[4 * i] = middle.x();
        spheres[4 * i + 1] = middle.y();
        spheres[4 * i + 2] = middle.z();
        spheres[4 * i + 3] = radius * SPHERE_MARGIN;
    }

    /** Lets the ray find the nearest primitive before {@code ray.t}. */
    void nearest(Ray ray) {
        int start = 0;
        for (int g = 0; g < groupEnd.length; g++) {
            if (reaches(groupSphere, g, ray, ray.t)) {
                for (int i = start; i < groupEnd[g]; i++) {
                    if (reaches(sphere, i, ray, ray.t)) {
                        double t = Intersection.distance(this, i, ray);
                        if (t > EPSILON && t < ray.t) {
                            ray.t = t;
                            ray.primitive = i;
                        }
                    }
                }
            }
            start = groupEnd[g];
        }
    }

    /** Distance to the nearest primitive, if below {@code far}; else {@code far}. */
    double clearance(Ray ray, double far) {
        ray.t = far;
        nearest(ray);
        return ray.t;
    }

    /**
     * Whether anything but a lamp's shade lies on the ray before {@code far}.
     *
     * @param likely a primitive to ask first, or -1
     * @return a primitive in the way, or -1
     */
    int occluder(Ray ray, double far, int likely) {
        double limit = far - 1e-3;
        if (likely >= 0 && blocks(likely, ray, limit)) {
            return likely;
        }
        int start = 0;
        for (int g = 0; g < groupEnd.length; g++) {
            if (reaches(groupSphere, g, ray, limit)) {
                for (int i = start; i < groupEnd[g]; i++) {
                    if (reaches(sphere, i, ray, limit) && blocks(i, ray, limit)) {
                        return i;
                    }
                }
            }
            start = groupEnd[g];
        }
        return -1;
    }

    private boolean blocks(int i, Ray ray, double limit) {
        if (material[i].isShade()) {
            return false;
        }
        double t = Intersection.distance(this, i, ray);
        return t > EPSILON && t < limit;
    }

    private static boolean reaches(double[] spheres, int i, Ray ray, double far) {
        double x = spheres[4 * i] - ray.ox;
        double y = spheres[4 * i + 1] - ray.oy;
        double z = spheres[4 * i + 2] - ray.oz;
        double r = spheres[4 * i + 3];
        double along = x * ray.dx + y * ray.dy + z * ray.dz;
        double outside = x * x + y * y + z * z - r * r;
        return outside <= 0 || along > 0 && along * along >= outside && along - r < far;
    }
}
