package org.symbiosis.report;

import java.util.List;

/**
 * One line of a chart: a mean, and how far repetitions lie from it.
 *
 * @param name in the legend
 * @param x ascending
 * @param mean a value for each x; what is not finite leaves a gap
 * @param spread deviation over repetitions for each x, 0 where there is one only
 */
public record Series(String name, double[] x, double[] mean, double[] spread) {
    /** Checks that the lengths agree. */
    public Series {
        if (x.length == 0 || mean.length != x.length || spread.length != x.length) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + mean.length
                            + " means and "
                            + spread.length
                            + " spreads for "
                            + x.length
                            + " places");
        }
    }

    /** A line without repetitions. */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, new double[x.length]);
    }

    /**
     * Mean and deviation (of the sample, n - 1) over repetitions, such as seeds.
     *
     * @param runs one array of values for each repetition
     */
    public static Series over(String name, double[] x, List<double[]> runs) {
        double[] mean = new double[x.length];
        double[] spread = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Spread s = Spread.of(column(runs, i, x.length));
            mean[i] = s.mean();
            spread[i] = s.deviation();
        }
        return new Series(name, x, mean, spread);
    }

    private static double[] column(List<double[]> runs, int i, int length) {
        double[] values = new double[runs.size()];
        for (int r = 0; r < values.length; r++) {
            if (runs.get(r).length != length) {
                throw new IllegalArgumentException("repetitions need the same places");
            }
            values[r] = runs.get(r)[i];
        }
        return values;
    }

    /** Whether any place has a spread to show. */
    boolean hasSpread() {
        for (double s : spread) {
            if (s > 0) {
                return true;
            }
        }
        return false;
    }
}
