package org.symbiosis.data;

import java.util.List;

/**
 * A stream of random numbers that is the same on every platform and under any number of threads:
 * SplitMix64, keyed by what it is for.
 *
 * <p>One stream per (seed, epoch, sample), or per (seed, scene, purpose), makes results independent
 * of who computes them, and when.
 */
public final class SplitMix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private SplitMix(long state) {
        this.state = state;
    }

    /** The stream for these keys; other keys give an unrelated stream. */
    public static SplitMix of(long... keys) {
        long s = GAMMA;
        for (long key : keys) {
            s = scramble((s ^ key) + GAMMA);
        }
        return new SplitMix(s);
    }

    /** The next 64 random bits. */
    public long next() {
        state += GAMMA;
        return scramble(state);
    }

    /** Uniform in [0, 1). */
    public double u() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [a, b). */
    public double u(double a, double b) {
        return a + (b - a) * u();
    }

    /** Uniform in 0 .. n - 1. */
    public int below(int n) {
        return (int) (u() * n);
    }

    /** One of the list, each as likely as the next. */
    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** True with probability {@code p}. */
    public boolean chance(double p) {
        return u() < p;
    }

    /** Standard normal (Box-Muller, one value a call). */
    public double gaussian() {
        double r = StrictMath.sqrt(-2 * StrictMath.log(1 - u()));
        return r * StrictMath.cos(2 * StrictMath.PI * u());
    }

    /** The numbers 0 .. n - 1 in random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static long scramble(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
