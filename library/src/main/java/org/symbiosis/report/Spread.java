package org.symbiosis.report;

/**
 * Repetitions in two numbers.
 *
 * @param mean of the values, not a number when there are none
 * @param deviation of the sample (n - 1), 0 for a single value
 */
public record Spread(double mean, double deviation) {
    /** Summarises the values of some repetitions. */
    public static Spread of(double... values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
    }
}
