package org.symbiosis.data.rooms;

/** Ambient occlusion: how much of the half space is closed by things within a metre. */
final class Occlusion {
    private static final int DIRECTIONS = 8;
    private static final double REACH = 1;
    private static final double STRENGTH = .85;

    /** Cosine-weighted directions (tangent, bitangent, normal), for each subsample of a pixel. */
    private static final double[] PATTERN = pattern();

    private final Primitives primitives;
    private final Ray ray = new Ray();

    Occlusion(Primitives primitives) {
        this.primitives = primitives;
    }

    /** Openness of a point in [.15, 1]; {@code subsample} 0 .. 3 turns the pattern. */
    double openness(SurfacePoint p, int subsample) {
        boolean level = Math.abs(p.ny) > .9;
        double ax = level ? 1 : 0;
        double ay = level ? 0 : 1;
        double tx = ay * p.nz;
        double ty = -ax * p.nz;
        double tz = ax * p.ny - ay * p.nx;
        double k = 1 / Math.sqrt(tx * tx + ty * ty + tz * tz);
        tx *= k;
        ty *= k;
        tz *= k;
        double bx = p.ny * tz - p.nz * ty;
        double by = p.nz * tx - p.nx * tz;
        double bz = p.nx * ty - p.ny * tx;
        p.emit(ray);
        double closed = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            int at = 3 * (subsample * DIRECTIONS + i);
            double s = PATTERN[at];
            double t = PATTERN[at + 1];
            double n = PATTERN[at + 2];
            ray.towards(
                    s * tx + t * bx + n * p.nx,
                    s * ty + t * by + n * p.ny,
                    s * tz + t * bz + n * p.nz);
            closed += 1 - primitives.clearance(ray, REACH) / REACH;
        }
        return 1 - STRENGTH * closed / DIRECTIONS;
    }

    private static double[] pattern() {
        double[] pattern = new double[3 * 4 * DIRECTIONS];
        int at = 0;
        for (int subsample = 0; subsample < 4; subsample++) {
            double phase = subsample / 4.0;
            for (int i = 0; i < DIRECTIONS; i++) {
                double u = (i + .5) / DIRECTIONS;
                double turn = i * .618034 + phase * .125 + phase;
                double angle = 2 * StrictMath.PI * (turn - Math.floor(turn));
                pattern[at++] = Math.sqrt(u) * StrictMath.cos(angle);
                pattern[at++] = Math.sqrt(u) * StrictMath.sin(angle);
                pattern[at++] = Math.sqrt(1 - u);
            }
        }
        return pattern;
    }
}
