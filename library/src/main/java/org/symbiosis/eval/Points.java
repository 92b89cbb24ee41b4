package org.symbiosis.eval;

import org.symbiosis.UserError;

/**
 * Points as rows of a plain array; all distances are in double precision.
 *
 * @param values {@code (n, d)} row-major
 * @param d features of a point
 */
record Points(float[] values, int d) {
    /** Checks that all values are finite numbers. */
    static Points of(float[] values, int d) {
        if (d < 1 || values.length == 0 || values.length % d != 0) {
            throw new IllegalArgumentException(values.length + " values are no points of " + d);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw UserError.failed(
                        "feature %d of point %d is %s".formatted(i % d, i / d, values[i]),
                        "use another model, or another image, whose features are all finite");
            }
        }
        return new Points(values, d);
    }

    int n() {
        return values.length / d;
    }

    /** The same directions with length 1; a point in the origin stays there. */
    Points unit() {
        float[] unit = values.clone();
        for (int i = 0; i < unit.length; i += d) {
            double squares = 0;
            for (int j = i; j < i + d; j++) {
                squares += (double) unit[j] * unit[j];
            }
            double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
            for (int j = i; j < i + d; j++) {
                unit[j] = (float) (unit[j] * scale);
            }
        }
        return new Points(unit, d);
    }

    /** Squared distance between two points. */
    double squaredDistance(int one, int other) {
        double even = 0;
        double odd = 0;
        int a = one * d;
        int b = other * d;
        int paired = d & ~1;
        for (int j = 0; j < paired; j += 2) {
            double first = (double) values[a + j] - values[b + j];
            double second = (double) values[a + j + 1] - values[b + j + 1];
            even += first * first;
            odd += second * second;
        }
        if (paired < d) {
            double last = (double) values[a + paired] - values[b + paired];
            even += last * last;
        }
        return even + odd;
    }

    /** Mean over features of the variance (n) of each. */
    double meanVariance() {
        int n = n();
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double mean = 0;
            for (int i = j; i < values.length; i += d) {
                mean += values[i] / n;
            }
            for (int i = j; i < values.length; i += d) {
                sum += (values[i] - mean) * (values[i] - mean) / n;
            }
        }
        return sum / d;
    }
}
