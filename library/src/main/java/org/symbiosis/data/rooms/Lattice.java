package org.symbiosis.data.rooms;

/** Random numbers fixed to the points of the integer grid, and a smooth surface through them. */
final class Lattice {
    private Lattice() {}

    /** A number in [0, 1) that belongs to the point (i, j) of the grid {@code seed}. */
    static double hash(int i, int j, int seed) {
        int x = i * 73856093 ^ j * 19349663 ^ seed * 83492791;
        x = (x ^ x >>> 16) * 0x45d9f3b;
        x = (x ^ x >>> 16) * 0x45d9f3b;
        return Integer.toUnsignedLong(x ^ x >>> 16) * 0x1p-32;
    }

    /** Value noise in [0, 1): smooth between the grid's numbers. */
    static double noise(double u, double v, int seed) {
        int i = cell(u);
        int j = cell(v);
        double a = smooth(u - i);
        double b = smooth(v - j);
        double near = hash(i, j, seed) * (1 - a) + hash(i + 1, j, seed) * a;
        double far = hash(i, j + 1, seed) * (1 - a) + hash(i + 1, j + 1, seed) * a;
        return near * (1 - b) + far * b;
    }

    /** The grid cell that holds the coordinate. */
    static int cell(double u) {
        return (int) Math.floor(u);
    }

    /** Where in its cell the coordinate lies, in [0, 1). */
    static double within(double u) {
        return u - Math.floor(u);
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
