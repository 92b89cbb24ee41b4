package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;

class IntersectionTest {
    private static final Material GREY = Material.plain(Colour.GREY);
    private static final List<Primitive> SHAPES =
            List.of(
                    new Primitive.Box(Vec.of(.2, .5, 2), Vec.of(.5, .2, .3), .6, GREY),
                    new Primitive.Ellipsoid(Vec.of(-.4, .8, 2), Vec.of(.5, .2, .3), -.9, GREY),
                    new Primitive.Frustum(Vec.of(.1, .1, 2.2), .4, .2, .7, .3, GREY),
                    new Primitive.Frustum(Vec.of(.1, .1, 2.2), .1, .5, .7, 0, GREY));

    @Test
    void aRayMeetsTheNearFaceOfABox() {
        Primitives p = primitives(new Primitive.Box(Vec.of(0, 0, 5), Vec.of(1, 1, 1), 0, GREY));
        assertThat(hit(p, Vec.of(0, 0, 1)).t).isEqualTo(4);
        assertThat(hit(p, Vec.of(1, 0, 1)).primitive).isEqualTo(-1);
    }

    @Test
    void aRayMeetsTheNearSideOfABall() {
        Primitives p =
                primitives(new Primitive.Ellipsoid(Vec.of(0, 0, 5), Vec.of(1, 1, 1), 0, GREY));
        assertThat(hit(p, Vec.of(0, 0, 1)).t).isCloseTo(4, within(1e-12));
        assertThat(hit(p, Vec.of(0, 0, -1)).primitive).isEqualTo(-1);
    }

    @Test
    void aRayFromAboveMeetsTheUpperDiscOfAFrustum() {
        Primitives p = primitives(new Primitive.Frustum(Vec.of(0, -5, 0), 1, .5, 2, 0, GREY));
        Ray ray = hit(p, Vec.of(0, -1, 0));
        assertThat(ray.t).isCloseTo(3, within(1e-12));
        SurfacePoint at = describe(p, ray);
        assertThat(at.ny).isEqualTo(1);
    }

    @Test
    void hitsLieOnTheSurfaceAndFaceTheViewer() {
        SplitMix r = SplitMix.of(3);
        for (Primitive shape : SHAPES) {
            Primitives p = primitives(shape);
            int hits = 0;
            for (int i = 0; i < 4000; i++) {
                Ray ray = random(r);
                p.nearest(ray);
                if (ray.primitive == 0) {
                    hits++;
                    SurfacePoint at = describe(p, ray);
                    double length = at.nx * at.nx + at.ny * at.ny + at.nz * at.nz;
                    assertThat(length).isCloseTo(1, within(1e-9));
                    assertThat(at.nx * ray.dx + at.ny * ray.dy + at.nz * ray.dz).isLessThan(1e-6);
                    assertThat(Math.abs(implicit(shape, at))).isLessThan(1e-6);
                }
            }
            assertThat(hits).isGreaterThan(100);
        }
    }

    /** Zero on the surface: the largest of the conditions that hold inside. */
    private static double implicit(Primitive shape, SurfacePoint at) {
        if (shape instanceof Primitive.Box b) {
            return Math.max(
                    Math.abs(at.u) - b.half().x(),
                    Math.max(Math.abs(at.v) - b.half().y(), Math.abs(at.w) - b.half().z()));
        }
        if (shape instanceof Primitive.Ellipsoid e) {
            Vec k = Vec.of(at.u / e.radii().x(), at.v / e.radii().y(), at.w / e.radii().z());
            return k.length() - 1;
        }
        Primitive.Frustum f = (Primitive.Frustum) shape;
        double radius = f.lower() + (f.upper() - f.lower()) * at.v / f.height();
        double side = Math.sqrt(at.u * at.u + at.w * at.w) - radius;
        return Math.max(side, Math.abs(at.v - f.height() / 2) - f.height() / 2);
    }

    @Test
    void boundingSpheresLoseNoHit() {
        Primitives all = new Primitives(SceneGrammar.draw(7, 6, Probe.NONE).things());
        SplitMix r = SplitMix.of(4);
        int hits = 0;
        for (int i = 0; i < 5000; i++) {
            Ray ray = random(r);
            double nearest = Ray.NEVER;
            int which = -1;
            for (int k = 0; k < all.kind.length; k++) {
                double t = Intersection.distance(all, k, ray);
                if (t > 1e-4 && t < nearest) {
                    nearest = t;
                    which = k;
                }
            }
            all.nearest(ray);
            assertThat(ray.primitive).isEqualTo(which);
            hits += which >= 0 ? 1 : 0;
        }
        assertThat(hits).isGreaterThan(500);
    }

    @Test
    void anOccluderIsFoundExactlyWhenSomethingLiesBeforeTheLight() {
        Primitives all = new Primitives(SceneGrammar.draw(7, 1, Probe.NONE).things());
        SplitMix r = SplitMix.of(5);
        int blocked = 0;
        for (int i = 0; i < 5000; i++) {
            Ray ray = random(r);
            double far = r.u(.5, 4);
            boolean expected = false;
            for (int k = 0; k < all.kind.length; k++) {
                double t = Intersection.distance(all, k, ray);
                expected |= !all.material[k].isShade() && t > 1e-4 && t < far - 1e-3;
            }
            int likely = r.below(all.kind.length + 1) - 1;
            assertThat(all.occluder(ray, far, likely) >= 0).isEqualTo(expected);
            blocked += expected ? 1 : 0;
        }
        assertThat(blocked).isBetween(300, 4700);
    }

    private static Primitives primitives(Primitive shape) {
        return new Primitives(List.of(new Part(Semantic.BOX, "box", List.of(shape))));
    }

    private static Ray hit(Primitives p, Vec direction) {
        Ray ray = new Ray();
        ray.from(0, 0, 0);
        ray.towards(direction.x(), direction.y(), direction.z());
        p.nearest(ray);
        return ray;
    }

    private static Ray random(SplitMix r) {
        Ray ray = new Ray();
        ray.from(r.u(-1, 1), r.u(0, 2), r.u(-1, 1));
        ray.towards(r.u(-.6, .6), r.u(-.8, .4), 1);
        return ray;
    }

    private static SurfacePoint describe(Primitives p, Ray ray) {
        SurfacePoint at = new SurfacePoint();
        at.x = ray.ox + ray.t * ray.dx;
        at.y = ray.oy + ray.t * ray.dy;
        at.z = ray.oz + ray.t * ray.dz;
        Things.describe(p, ray.primitive, at);
        return at;
    }
}
