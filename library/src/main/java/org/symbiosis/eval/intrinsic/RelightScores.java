package org.symbiosis.eval.intrinsic;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Scores of relit pictures, gathered over pairs. */
public final class RelightScores {
    private final int rounds;
    private final Map<Correction, double[][]> sums = new EnumMap<>(Correction.class);
    private final int[] counts;

    /** No scores yet. */
    public RelightScores(int rounds) {
        this.rounds = rounds;
        this.counts = new int[rounds];
        for (Correction c : Correction.values()) {
            sums.put(c, new double[2][rounds]);
        }
    }

    /** Compares a picture with its target, both in [-1, 1], {@code (3, height, width)}. */
    public void add(int round, float[] picture, float[] target, int width, int height) {
        Map<Correction, Similarity> found = new EnumMap<>(Correction.class);
        for (Correction c : Correction.values()) {
            found.put(c, Similarity.of(picture, target, width, height, c));
        }
        synchronized (this) {
            found.forEach(
                    (c, s) -> {
                        sums.get(c)[0][round] += s.rmse();
                        sums.get(c)[1][round] += s.ssim();
                    });
            counts[round]++;
        }
    }

    /** Whether no pair was added. */
    public synchronized boolean isEmpty() {
        return Arrays.stream(counts).allMatch(n -> n == 0);
    }

    /**
     * A mean over pairs.
     *
     * @param value the mean
     * @param error standard error of the mean over rounds; 0 with one round
     */
    public record Mean(double value, double error) {}

    /** Mean root of the mean square error. */
    public Mean rmse(Correction correction) {
        return mean(sums.get(correction)[0]);
    }

    /** Mean structural similarity. */
    public Mean ssim(Correction correction) {
        return mean(sums.get(correction)[1]);
    }

    private synchronized Mean mean(double[] byRound) {
        double total = 0;
        int all = 0;
        for (int r = 0; r < rounds; r++) {
            total += byRound[r];
            all += counts[r];
        }
        double mean = total / all;
        double squares = 0;
        for (int r = 0; r < rounds; r++) {
            double d = byRound[r] / counts[r] - mean;
            squares += d * d;
        }
        double error = rounds > 1 ? Math.sqrt(squares / (rounds - 1.0) / rounds) : 0;
        return new Mean(mean, error);
    }
}
