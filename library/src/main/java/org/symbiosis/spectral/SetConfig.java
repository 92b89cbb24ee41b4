package org.symbiosis.spectral;

/**
 * How the images of a set become dense features together (section 5).
 *
 * @param channels C
 * @param side places from edge to edge of the square maps
 * @param affinity value-value for classes, query-key for layout
 * @param links which links a place keeps
 * @param batch images that are joined by one graph
 * @param solver how the maps are found
 * @param seed of first values, order and noise
 */
public record SetConfig(
        int channels,
        int side,
        Affinity affinity,
        Links links,
        int batch,
        SetSolver solver,
        long seed) {
    /** Checks the ranges. */
    public SetConfig {
        if (channels < 1 || side < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "channels, side and batch must be positive, not %d, %d and %d"
                            .formatted(channels, side, batch));
        }
    }

    /** 50 channels at 32 x 32, 10 + 10 links, 40 images a graph. */
    public static SetConfig of(SetSolver solver) {
        return new SetConfig(50, 32, Affinity.VALUE_VALUE, Links.Split.usual(), 40, solver, 0);
    }

    /** The released alternation over minibatches: slow, and slow to converge. */
    public static SetConfig exact() {
        return of(SetSolver.Alternation.usual());
    }

    /** The released objective on one graph of the whole set. */
    public static SetConfig global() {
        return of(SetSolver.Global.usual());
    }

    /** Leading eigenvectors of one graph of the whole set: the default for folders of images. */
    public static SetConfig fast() {
        return of(SetSolver.Eigen.usual());
    }

    /** The same with other projections. */
    public SetConfig withAffinity(Affinity other) {
        return new SetConfig(channels, side, other, links, batch, solver, seed);
    }

    /** The same with other maps. */
    public SetConfig withMaps(int otherChannels, int otherSide) {
        return new SetConfig(otherChannels, otherSide, affinity, links, batch, solver, seed);
    }

    /** The same with other links and another number of images a graph. */
    public SetConfig withLinks(Links other, int otherBatch) {
        return new SetConfig(channels, side, affinity, other, otherBatch, solver, seed);
    }

    /** The same, found in another way. */
    public SetConfig withSolver(SetSolver other) {
        return new SetConfig(channels, side, affinity, links, batch, other, seed);
    }

    /** The same with another seed. */
    public SetConfig withSeed(long other) {
        return new SetConfig(channels, side, affinity, links, batch, solver, other);
    }
}
