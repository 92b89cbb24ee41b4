package org.symbiosis.eval;

import java.util.Arrays;
import org.symbiosis.data.SplitMix;

/**
 * Starts of k-means by k-means++ (Arthur and Vassilvitskii, 2007): a point becomes a centre the
 * more likely the farther it lies from those before; of 2 + floor(ln k) candidates the one that
 * leaves the least weight is taken.
 */
final class Starts {
    private static final int SLICES = 16;

    private final Points points;
    private final KMeans.Start start;
    private final SplitMix random;
    private final int threads;
    private double[] leftByBest = new double[0];

    Starts(Points points, KMeans.Start start, SplitMix random, int threads) {
        this.points = points;
        this.start = start;
        this.random = random;
        this.threads = threads;
    }

    /**
     * Draws centres among the points.
     *
     * @return {@code (k, d)} row-major
     */
    double[] draw(int k) {
        int d = points.d();
        double[] centres = new double[k * d];
        double[] weights = new double[points.n()];
        Arrays.fill(weights, Double.POSITIVE_INFINITY);
        int trials = 2 + (int) Math.log(k);
        int chosen = random.below(points.n());
        for (int c = 0; c < k; c++) {
            if (c == 0) {
                weights = left(weights, chosen);
            } else {
                chosen = next(weights, trials);
                weights = leftByBest;
            }
            for (int j = 0; j < d; j++) {
                centres[c * d + j] = points.values()[chosen * d + j];
            }
        }
        return centres;
    }

    private int next(double[] weights, int trials) {
        double[] running = new double[weights.length];
        double so = 0;
        for (int i = 0; i < running.length; i++) {
            so += weights[i];
            running[i] = so;
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < trials; t++) {
            int candidate = pick(running);
            double[] left = left(weights, candidate);
            double sum = 0;
            for (double w : left) {
                sum += w;
            }
            if (sum < least) {
                least = sum;
                best = candidate;
                leftByBest = left;
            }
        }
        return best;
    }

    /** Any point where all weights are 0: then every point is a centre already. */
    private int pick(double[] running) {
        double all = running[running.length - 1];
        double at = random.u() * all;
        if (!(all > 0)) {
            return random.below(running.length);
        }
        int found = Arrays.binarySearch(running, at);
        int i = found >= 0 ? found + 1 : -found - 1;
        return Math.min(i, running.length - 1);
    }

    /** Weights once this point is a centre too. */
    private double[] left(double[] weights, int centre) {
        double[] left = new double[weights.length];
        int n = left.length;
        Parallel.each(
                threads,
                SLICES,
                s -> {
                    int to = (int) ((long) n * (s + 1) / SLICES);
                    for (int i = (int) ((long) n * s / SLICES); i < to; i++) {
                        double squared = points.squaredDistance(i, centre);
                        boolean root = start == KMeans.Start.BY_DISTANCE;
                        left[i] = Math.min(weights[i], root ? Math.sqrt(squared) : squared);
                    }
                });
        return left;
    }
}
