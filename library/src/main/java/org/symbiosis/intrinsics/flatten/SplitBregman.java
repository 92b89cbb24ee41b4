package org.symbiosis.intrinsics.flatten;

import java.util.Arrays;

/**
 * Solves one channel of the L1 transform. A local difference is {@code alpha w (z_i - z_j)}, a
 * global one {@code beta (z_i - z_j)} between representatives; of each only {@code t = difference +
 * b} is kept, from which the shrunk {@code d} and the new {@code b} follow.
 */
final class SplitBregman {
    private static final double STILL = 1e-3;
    private static final int MOST_STEPS = 2000;

    private final FlattenConfig config;
    private final LocalPairs pairs;
    private final int[] representatives;
    private final int pixels;
    private final double[] diagonal;

    SplitBregman(FlattenConfig config, LocalPairs pairs, int[] representatives) {
        this.config = config;
        this.pairs = pairs;
        this.representatives = representatives;
        this.pixels = pairs.width() * pairs.height();
        this.diagonal = diagonal();
    }

    /** The flattened channel of {@code p}, both 0 .. 255. */
    double[] solve(double[] p) {
        float[] local = new float[LocalPairs.COUNT * pixels];
        float[] global = new float[representatives.length * (representatives.length - 1) / 2];
        double[] right = new double[pixels];
        double[] z = p.clone();
        for (int round = 0; round < config.rounds(); round++) {
            for (int i = 0; i < pixels; i++) {
                right[i] = config.theta() * p[i];
            }
            if (round > 0) {
                addSplit(right, local, global);
            }
            double[] next = solveLinear(right, z.clone());
            double change = distance(z, next);
            z = next;
            if (round > 0 && change < STILL) {
                break;
            }
            update(z, local, global);
        }
        return z;
    }

    /** Adds {@code lambda (A'(d - b) + B'(d - b))}. */
    private void addSplit(double[] right, float[] local, float[] global) {
        int w = pairs.width();
        for (int k = 0; k < LocalPairs.COUNT; k++) {
            int step = LocalPairs.down(k) * w + LocalPairs.right(k);
            for (int i = 0; i + step < pixels; i++) {
                double weight = pairs.weight(k, i);
                if (weight > 0) {
                    double v =
                            config.lambda()
                                    * config.alpha()
                                    * weight
                                    * split(local[k * pixels + i]);
                    right[i] += v;
                    right[i + step] -= v;
                }
            }
        }
        int at = 0;
        for (int a = 0; a < representatives.length; a++) {
            for (int b = a + 1; b < representatives.length; b++) {
                double v = config.lambda() * config.beta() * split(global[at++]);
                right[representatives[a]] += v;
                right[representatives[b]] -= v;
            }
        }
    }

    /** {@code shrink(t) - clip(t)}: the shrunk difference less the new b. */
    private double split(double t) {
        double limit = 1 / config.lambda();
        double clipped = Math.max(-limit, Math.min(limit, t));
        return t - 2 * clipped;
    }

    /** {@code t = difference + clip(t)}. */
    private void update(double[] z, float[] local, float[] global) {
        double limit = 1 / config.lambda();
        int w = pairs.width();
        for (int k = 0; k < LocalPairs.COUNT; k++) {
            int step = LocalPairs.down(k) * w + LocalPairs.right(k);
            for (int i = 0; i + step < pixels; i++) {
                double weight = pairs.weight(k, i);
                if (weight > 0) {
                    int at = k * pixels + i;
                    double old = Math.max(-limit, Math.min(limit, local[at]));
                    local[at] = (float) (config.alpha() * weight * (z[i] - z[i + step]) + old);
                }
            }
        }
        int at = 0;
        for (int a = 0; a < representatives.length; a++) {
            for (int b = a + 1; b < representatives.length; b++) {
                double old = Math.max(-limit, Math.min(limit, global[at]));
                double difference = z[representatives[a]] - z[representatives[b]];
                global[at++] = (float) (config.beta() * difference + old);
            }
        }
    }

    /** {@code y = (lambda A'A + B'B + theta I) x}. */
    private void apply(double[] x, double[] y) {
        for (int i = 0; i < pixels; i++) {
            y[i] = config.theta() * x[i];
        }
        double factor = config.lambda() * config.alpha() * config.alpha();
        int w = pairs.width();
        for (int k = 0; k < LocalPairs.COUNT; k++) {
            int step = LocalPairs.down(k) * w + LocalPairs.right(k);
            for (int i = 0; i + step < pixels; i++) {
                double weight = pairs.weight(k, i);
                double v = factor * weight * weight * (x[i] - x[i + step]);
                y[i] += v;
                y[i + step] -= v;
            }
        }
        double square = config.beta() * config.beta();
        double sum = 0;
        for (int r : representatives) {
            sum += x[r];
        }
        for (int r : representatives) {
            y[r] += square * (representatives.length * x[r] - sum);
        }
    }

    private double[] diagonal() {
        double[] d = new double[pixels];
        Arrays.fill(d, config.theta());
        double factor = config.lambda() * config.alpha() * config.alpha();
        int w = pairs.width();
        for (int k = 0; k < LocalPairs.COUNT; k++) {
            int step = LocalPairs.down(k) * w + LocalPairs.right(k);
            for (int i = 0; i + step < pixels; i++) {
                double weight = pairs.weight(k, i);
                d[i] += factor * weight * weight;
                d[i + step] += factor * weight * weight;
            }
        }
        for (int r : representatives) {
            d[r] += config.beta() * config.beta() * (representatives.length - 1);
        }
        return d;
    }

    /** Conjugate gradients with the diagonal as preconditioner, from {@code x} on. */
    private double[] solveLinear(double[] right, double[] x) {
        double[] ax = new double[pixels];
        apply(x, ax);
        double[] r = new double[pixels];
        double[] p = new double[pixels];
        double rz = 0;
        for (int i = 0; i < pixels; i++) {
            r[i] = right[i] - ax[i];
            p[i] = r[i] / diagonal[i];
            rz += r[i] * p[i];
        }
        double enough = config.precision() * Math.sqrt(dot(right, right));
        for (int step = 0; step < MOST_STEPS && Math.sqrt(dot(r, r)) > enough; step++) {
            apply(p, ax);
            double length = rz / dot(p, ax);
            double next = 0;
            for (int i = 0; i < pixels; i++) {
                x[i] += length * p[i];
                r[i] -= length * ax[i];
                next += r[i] * r[i] / diagonal[i];
            }
            double turn = next / rz;
            rz = next;
            for (int i = 0; i < pixels; i++) {
                p[i] = r[i] / diagonal[i] + turn * p[i];
            }
        }
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
