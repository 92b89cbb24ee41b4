package org.symbiosis.data.rooms;

import java.util.List;

/**
 * The embedded data set's parameters; the same values give the same bytes everywhere.
 *
 * @param seed of all randomness
 * @param size side of the square pictures in pixels: 32, 64, 96 or 128
 * @param trainScenes rooms in the training split
 * @param testScenes rooms in the test split
 * @param mixtures lightings a scene beside the 25 slots: random pairs of them
 * @param probe whether a mirror ball stands in the room
 * @param judgementNoise share of lightness judgements that are flipped, in [0, 1)
 */
public record RoomsConfig(
        long seed,
        int size,
        int trainScenes,
        int testScenes,
        int mixtures,
        Probe probe,
        double judgementNoise) {
    /** The sizes pictures can have. */
    public static final List<Integer> SIZES = List.of(32, 64, 96, 128);

    /** 64 pixels, 240 rooms to train on and 30 to test. */
    public static final RoomsConfig DEFAULT = new RoomsConfig(7, 64, 240, 30, 0, Probe.NONE, 0);

    /** Checks the ranges. */
    public RoomsConfig {
        if (!SIZES.contains(size)) {
            throw new IllegalArgumentException("size must be 32, 64, 96 or 128, not " + size);
        }
        inRange("trainScenes", trainScenes, 1, Split.MOST);
        inRange("testScenes", testScenes, 1, Split.MOST);
        inRange("mixtures", mixtures, 0, 1000);
        if (!(judgementNoise >= 0 && judgementNoise < 1)) {
            throw new IllegalArgumentException(
                    "judgementNoise must lie in [0, 1), not " + judgementNoise);
        }
    }

    private static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must lie in " + least + " .. " + most + ", not " + value);
        }
    }

    /** The same with another seed. */
    public RoomsConfig withSeed(long other) {
        return new RoomsConfig(
                other, size, trainScenes, testScenes, mixtures, probe, judgementNoise);
    }

    /** The same with another side of the pictures. */
    public RoomsConfig withSize(int other) {
        return new RoomsConfig(
                seed, other, trainScenes, testScenes, mixtures, probe, judgementNoise);
    }

    /** The same with other numbers of rooms. */
    public RoomsConfig withScenes(int train, int test) {
        return new RoomsConfig(seed, size, train, test, mixtures, probe, judgementNoise);
    }

    /** The same with another number of mixtures. */
    public RoomsConfig withMixtures(int other) {
        return new RoomsConfig(seed, size, trainScenes, testScenes, other, probe, judgementNoise);
    }

    /** The same with or without a probe. */
    public RoomsConfig withProbe(Probe other) {
        return new RoomsConfig(
                seed, size, trainScenes, testScenes, mixtures, other, judgementNoise);
    }

    /** The same with another share of flipped judgements. */
    public RoomsConfig withJudgementNoise(double other) {
        return new RoomsConfig(seed, size, trainScenes, testScenes, mixtures, probe, other);
    }

    /** Number of rooms of a split; further lists are as long as the training split. */
    public int scenes(Split split) {
        return split == Split.TEST ? testScenes : trainScenes;
    }
}
