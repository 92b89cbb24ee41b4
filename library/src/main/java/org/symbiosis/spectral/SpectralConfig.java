package org.symbiosis.spectral;

/**
 * How an image becomes dense features.
 *
 * @param channels C, the maps of the result
 * @param affinity which projections are compared
 * @param solver how the maps are found
 * @param memory bytes that blocks of graphs may take; beyond, graphs are recomputed
 * @param seed of the first values
 */
public record SpectralConfig(
        int channels, Affinity affinity, SpectralSolver solver, long memory, long seed) {
    /** Channels unless said otherwise. */
    public static final int CHANNELS = 10;

    /** Checks the ranges. */
    public SpectralConfig {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        if (memory < 0) {
            throw new IllegalArgumentException("memory must not be negative, but is " + memory);
        }
    }

    /** A solver with the usual values for the rest. */
    public static SpectralConfig of(SpectralSolver solver) {
        return new SpectralConfig(CHANNELS, Affinity.QUERY_KEY, solver, GraphSet.MEMORY, 0);
    }

    /** The released objective by the certified guard, the default: exact, and fast. */
    public static SpectralConfig exact() {
        return released(Evaluation.Certified.usual());
    }

    /** The leading eigenvectors of the mean graph: for previews, folders and the studio. */
    public static SpectralConfig fast() {
        return of(SpectralSolver.Eigen.usual());
    }

    /** The released loop as it stands: 20 passes a step, each graph by itself. */
    public static SpectralConfig literal() {
        return of(
                SpectralSolver.Adam.conv(Objective.Released.by(new Evaluation.Literal()))
                        .withAccumulate(20));
    }

    /** The released objective with another way to evaluate it. */
    public static SpectralConfig released(Evaluation evaluation) {
        return of(SpectralSolver.Adam.conv(Objective.Released.by(evaluation)));
    }

    /** The symmetric objective, the remedy where attention sinks dominate. */
    public static SpectralConfig laplacian() {
        return of(SpectralSolver.Adam.conv(Objective.Laplacian.usual()));
    }

    /** Eq. 4.4 as printed: free columns from N(0, 1/N) of 28 x 28 places, 2000 steps at 1e-3. */
    public static SpectralConfig printed() {
        return of(
                new SpectralSolver.Adam(
                        Objective.Printed.usual(),
                        new Parameterisation.Direct(1.0 / 28),
                        Activation.NONE,
                        1e-3,
                        2000,
                        1));
    }

    /** The same with other projections. */
    public SpectralConfig withAffinity(Affinity other) {
        return new SpectralConfig(channels, other, solver, memory, seed);
    }

    /** The same with another number of channels. */
    public SpectralConfig withChannels(int other) {
        return new SpectralConfig(other, affinity, solver, memory, seed);
    }

    /** The same with another solver. */
    public SpectralConfig withSolver(SpectralSolver other) {
        return new SpectralConfig(channels, affinity, other, memory, seed);
    }

    /** The same with another memory budget. */
    public SpectralConfig withMemory(long other) {
        return new SpectralConfig(channels, affinity, solver, other, seed);
    }

    /** The same with another seed. */
    public SpectralConfig withSeed(long other) {
        return new SpectralConfig(channels, affinity, solver, memory, other);
    }
}
