package org.symbiosis.eval;

import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;

/**
 * K-means: centres such that points lie near their own. Starts are drawn by k-means++; the best of
 * several runs counts. The result depends on the seed alone, not on the threads.
 *
 * @param clusters k, at least 1
 * @param restarts runs from different starts, at least 1
 * @param steps at most so many in a run, at least 1
 * @param tolerance a run ends when all centres together move less than this, see {@link Geometry}
 * @param geometry of the points
 * @param start how a start is drawn
 * @param seed of the starts
 * @param threads that share the work, at least 1
 */
public record KMeans(
        int clusters,
        int restarts,
        int steps,
        double tolerance,
        Geometry geometry,
        Start start,
        long seed,
        int threads) {
    private static final long MUCH = 1L << 22;

    /** What a point is, and what its centre. */
    public enum Geometry {
        /**
         * Points of a space, means as centres. The squared movement is measured in the mean
         * variance of a feature; an empty cluster takes the point farthest from its own centre.
         */
        PLANE,
        /**
         * Directions: points and centres of length 1. The movement is a length; an empty cluster
         * takes one half of the largest.
         */
        SPHERE
    }

    /** How likely a point is to become the next centre of a start. */
    public enum Start {
        /** In proportion to its squared distance from the nearest centre so far. */
        BY_SQUARED_DISTANCE,
        /** In proportion to that distance. */
        BY_DISTANCE
    }

    /** Checks the ranges. */
    public KMeans {
        if (clusters < 1) {
            throw UserError.usage(clusters + " clusters", "choose 1 or more");
        }
        if (restarts < 1 || steps < 1 || threads < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "%d restarts, %d steps, %d threads, tolerance %s"
                            .formatted(restarts, steps, threads, tolerance));
        }
    }

    /** Ten restarts, 300 steps, tolerance 1e-4: for the regions of an image. */
    public static KMeans plane(int clusters, long seed) {
        return new KMeans(
                clusters,
                10,
                300,
                1e-4,
                Geometry.PLANE,
                Start.BY_SQUARED_DISTANCE,
                seed,
                Parallel.threads());
    }

    /** Five restarts, 300 steps, tolerance 1e-6, on directions. */
    public static KMeans sphere(int clusters, long seed) {
        return new KMeans(
                clusters,
                5,
                300,
                1e-6,
                Geometry.SPHERE,
                Start.BY_SQUARED_DISTANCE,
                seed,
                Parallel.threads());
    }

    /** The same with another number of clusters. */
    public KMeans withClusters(int other) {
        return new KMeans(other, restarts, steps, tolerance, geometry, start, seed, threads);
    }

    /** The same with more or fewer runs. */
    public KMeans withRestarts(int other) {
        return new KMeans(clusters, other, steps, tolerance, geometry, start, seed, threads);
    }

    /** The same with more or fewer threads: the result stays. */
    public KMeans withThreads(int other) {
        return new KMeans(clusters, restarts, steps, tolerance, geometry, start, seed, other);
    }

    /** The same with starts drawn in another way. */
    public KMeans withStart(Start other) {
        return new KMeans(clusters, restarts, steps, tolerance, geometry, other, seed, threads);
    }

    /** The same with more or fewer steps in a run. */
    public KMeans withSteps(int other) {
        return new KMeans(clusters, restarts, other, tolerance, geometry, start, seed, threads);
    }

    /** The same with other starts. */
    public KMeans withSeed(long other) {
        return new KMeans(clusters, restarts, steps, tolerance, geometry, start, other, threads);
    }

    /** Clusters features. */
    public Clustering fit(Features features) {
        return fit(features.values(), features.d());
    }

    /**
     * Clusters points.
     *
     * @param points {@code (n, d)} row-major
     * @param d features of a point
     * @throws UserError when there are more clusters than points, or a value is no finite number
     */
    public Clustering fit(float[] points, int d) {
        Points used = used(points, d);
        Clustering[] runs = new Clustering[restarts];
        if ((long) points.length * clusters >= MUCH) {
            for (int r = 0; r < restarts; r++) {
                runs[r] = run(used, r, threads);
            }
        } else {
            Parallel.each(threads, restarts, r -> runs[r] = run(used, r, 1));
        }
        return best(runs);
    }

    /**
     * Clusters points in one run from these centres.
     *
     * @param centres {@code (k, d)} row-major; on the sphere of length 1
     */
    public Clustering fitFrom(double[] centres, float[] points, int d) {
        Points used = used(points, d);
        if (centres.length != clusters * d) {
            throw new IllegalArgumentException(
                    centres.length + " values are no " + clusters + " centres of " + d);
        }
        return new Lloyd(this, used, threads).run(centres.clone());
    }

    /**
     * The nearest of these centres for each point, the lowest of equally near ones.
     *
     * @param centres {@code (k, d)} row-major; on the sphere of length 1
     */
    public int[] nearest(double[] centres, float[] points, int d) {
        return new Lloyd(this, used(points, d), threads).nearest(centres);
    }

    private Points used(float[] points, int d) {
        Points all = Points.of(points, d);
        if (clusters > all.n()) {
            throw UserError.usage(
                    clusters + " clusters of " + all.n() + " points",
                    "choose at most as many clusters as points");
        }
        return geometry == Geometry.SPHERE ? all.unit() : all;
    }

    private Clustering run(Points points, int restart, int threads) {
        SplitMix random = SplitMix.of(seed, restart);
        double[] centres = new Starts(points, start, random, threads).draw(clusters);
        return new Lloyd(this, points, threads).run(centres);
    }

    /** Of equal runs the first. */
    private static Clustering best(Clustering[] runs) {
        Clustering best = runs[0];
        for (Clustering run : runs) {
            best = run.inertia() < best.inertia() ? run : best;
        }
        return best;
    }
}
