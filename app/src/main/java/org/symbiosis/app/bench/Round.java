package org.symbiosis.app.bench;

import java.util.List;

/**
 * Some steps of training.
 *
 * @param seconds each step took
 * @param losses of each step, before it moved the weights
 */
public record Round(List<Double> seconds, List<Double> losses) {
    /** Checks that there is a loss for each time. */
    public Round {
        seconds = List.copyOf(seconds);
        losses = List.copyOf(losses);
        if (seconds.isEmpty() || seconds.size() != losses.size()) {
            throw new IllegalArgumentException(
                    seconds.size() + " times and " + losses.size() + " losses make no round");
        }
    }

    /** Images a second at the median step. */
    public double imagesPerSecond(int batch) {
        return batch / median(seconds);
    }

    /** The largest difference of losses, relative to the other's. */
    public double difference(Round other) {
        double largest = 0;
        for (int i = 0; i < losses.size(); i++) {
            double theirs = other.losses.get(i);
            double difference = Math.abs(losses.get(i) - theirs) / Math.abs(theirs);
            largest = Math.max(largest, Double.isNaN(difference) ? 1 : difference);
        }
        return largest;
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
}
