package org.symbiosis.data.rooms;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Renders a scene under some of its lights. Rows are independent, so the result does not depend on
 * how many threads share them.
 */
final class Renderer {
    private final Scene scene;
    private final Primitives primitives;
    private final Walls walls;
    private final Patches patches;
    private final List<Light> lights;
    private final List<double[]> radiosity;

    private Renderer(Scene scene, int[] slots) {
        this.scene = scene;
        this.primitives = new Primitives(scene.things());
        this.walls = new Walls(scene.room());
        this.patches = new Patches(scene.room());
        this.lights = Arrays.stream(slots).mapToObj(slot -> Light.of(scene, slot)).toList();
        Visibility visibility = new Visibility(primitives, walls);
        this.radiosity = lights.stream().map(l -> patches.radiosity(l, visibility)).toList();
    }

    /** The scene at {@code size} by {@code size} pixels under these light slots. */
    static Film render(Scene scene, int size, int... slots) {
        Renderer renderer = new Renderer(scene, slots);
        Film film = new Film(size, slots.length);
        IntStream.range(0, size).parallel().forEach(y -> renderer.new Row(film).render(y));
        return film;
    }

    /** One row of pixels, with everything that a thread needs for itself. */
    private final class Row {
        private final Film film;
        private final Ray ray = new Ray();
        private final SurfacePoint point = new SurfacePoint();
        private final Occlusion occlusion = new Occlusion(primitives);
        private final double[] factors = new double[Patches.COUNT];
        private final Lighting[] lightings;

        Row(Film film) {
            this.film = film;
            this.lightings =
                    IntStream.range(0, lights.size())
                            .mapToObj(this::lighting)
                            .toArray(Lighting[]::new);
        }

        private Lighting lighting(int i) {
            Visibility visibility = new Visibility(primitives, walls);
            return new Lighting(lights.get(i), radiosity.get(i), visibility);
        }

        void render(int y) {
            for (int x = 0; x < film.size; x++) {
                for (int s = 0; s < 4; s++) {
                    subsample(x, y, s);
                }
            }
        }

        private void subsample(int x, int y, int s) {
            int pixel = y * film.size + x;
            aim(2 * x + s % 2, 2 * y + s / 2);
            if (!trace()) {
                return;
            }
            if (s == 0) {
                identify(pixel);
            }
            addAlbedo(pixel);
            if (point.material.isMirror() && !reflect()) {
                return;
            }
            film.hit[4 * pixel + s] = true;
            point.openness = occlusion.openness(point, s);
            patches.formFactors(point, factors);
            for (int i = 0; i < lightings.length; i++) {
                lightings[i].shade(point, s, factors, film.radiance[i], (4 * pixel + s) * 3);
            }
        }

        private void aim(int column, int row) {
            Camera camera = scene.camera();
            double k = camera.slope() / film.size;
            double a = (column + .5 - film.size) * k;
            double b = (film.size - row - .5) * k;
            Vec right = camera.right();
            Vec up = camera.up();
            Vec forward = camera.forward();
            ray.from(camera.eye().x(), camera.eye().y(), camera.eye().z());
            ray.towards(
                    a * right.x() + b * up.x() + forward.x(),
                    a * right.y() + b * up.y() + forward.y(),
                    a * right.z() + b * up.z() + forward.z());
        }

        /** Finds what the ray meets first and describes it. */
        private boolean trace() {
            int surface = walls.nearest(ray);
            primitives.nearest(ray);
            if (surface < 0 && ray.primitive < 0) {
                return false;
            }
            point.x = ray.ox + ray.t * ray.dx;
            point.y = ray.oy + ray.t * ray.dy;
            point.z = ray.oz + ray.t * ray.dz;
            point.view(ray);
            if (ray.primitive >= 0) {
                Things.describe(primitives, ray.primitive, point);
            } else {
                walls.describe(surface, point);
            }
            return true;
        }

        private void identify(int pixel) {
            Material m = point.material;
            film.instance[pixel] = point.instance;
            film.flags[pixel] =
                    (byte)
                            ((m.isShade() ? Film.EMISSIVE : 0)
                                    | (m.isGlossy() ? Film.GLOSSY : 0)
                                    | (m.isMirror() ? Film.MIRROR : 0));
            Vec forward = scene.camera().forward();
            double along = ray.dx * forward.x() + ray.dy * forward.y() + ray.dz * forward.z();
            film.depth[pixel] = (float) (ray.t * along);
        }

        private void addAlbedo(int pixel) {
            for (int c = 0; c < 3; c++) {
                film.albedo[3 * pixel + c] += (float) (point.albedo[c] / 4);
            }
        }

        /** Follows the ray from a mirror to what it shows. */
        private boolean reflect() {
            double k = 2 * (point.vx * point.nx + point.vy * point.ny + point.vz * point.nz);
            double x = point.vx - k * point.nx;
            double y = point.vy - k * point.ny;
            double z = point.vz - k * point.nz;
            point.emit(ray);
            ray.towards(x, y, z);
            return trace();
        }
    }
}
