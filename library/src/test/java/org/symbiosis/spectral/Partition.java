package org.symbiosis.spectral;

import java.util.Arrays;
import org.symbiosis.data.SplitMix;

/** Plain k-means and how far two partitions agree: what the solvers' tests measure with. */
final class Partition {
    private Partition() {}

    /** Labels of the best of 20 runs; {@code features} is {@code (N, C)}. */
    static int[] kMeans(float[] features, int C, int k) {
        int[] best = null;
        double least = Double.MAX_VALUE;
        for (int run = 0; run < 20; run++) {
            int[] labels = new int[features.length / C];
            double inertia = run(features, C, k, SplitMix.of(run), labels);
            if (inertia < least) {
                least = inertia;
                best = labels;
            }
        }
        return best;
    }

    private static double run(float[] x, int C, int k, SplitMix random, int[] labels) {
        int N = labels.length;
        double[][] centres = new double[k][C];
        double[] distance = new double[N];
        Arrays.fill(distance, 1);
        for (int j = 0; j < k; j++) {
            int chosen = draw(distance, random);
            for (int c = 0; c < C; c++) {
                centres[j][c] = x[chosen * C + c];
            }
            for (int i = 0; i < N; i++) {
                double d = squared(x, i, centres[j], C);
                distance[i] = j == 0 ? d : Math.min(distance[i], d);
            }
        }
        double inertia = 0;
        for (int step = 0; step < 50; step++) {
            inertia = 0;
            double[][] sums = new double[k][C];
            int[] counts = new int[k];
            for (int i = 0; i < N; i++) {
                double least = Double.MAX_VALUE;
                for (int j = 0; j < k; j++) {
                    double d = squared(x, i, centres[j], C);
                    if (d < least) {
                        least = d;
                        labels[i] = j;
                    }
                }
                inertia += least;
                counts[labels[i]]++;
                for (int c = 0; c < C; c++) {
                    sums[labels[i]][c] += x[i * C + c];
                }
            }
            for (int j = 0; j < k; j++) {
                for (int c = 0; counts[j] > 0 && c < C; c++) {
                    centres[j][c] = sums[j][c] / counts[j];
                }
            }
        }
        return inertia;
    }

    private static int draw(double[] weights, SplitMix random) {
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double at = random.u() * total;
        for (int i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static double squared(float[] x, int i, double[] centre, int C) {
        double sum = 0;
        for (int c = 0; c < C; c++) {
            double d = x[i * C + c] - centre[c];
            sum += d * d;
        }
        return sum;
    }

    /** The adjusted Rand index: 1 for equal partitions, 0 for chance. */
    static double agreement(int[] a, int[] b) {
        int n = 1 + Math.max(max(a), max(b));
        long[][] table = new long[n][n];
        long[] rows = new long[n];
        long[] columns = new long[n];
        for (int i = 0; i < a.length; i++) {
            table[a[i]][b[i]]++;
            rows[a[i]]++;
            columns[b[i]]++;
        }
        double both = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < n; i++) {
            left += pairs(rows[i]);
            right += pairs(columns[i]);
            for (int j = 0; j < n; j++) {
                both += pairs(table[i][j]);
            }
        }
        double chance = left * right / pairs(a.length);
        return (both - chance) / ((left + right) / 2 - chance);
    }

    private static int max(int[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static double pairs(long n) {
        return n * (n - 1) / 2.0;
    }
}
