package org.symbiosis.app.reproduce;

import java.util.Arrays;
import java.util.List;

/**
 * A row as the dissertation prints it.
 *
 * @param row its name; what is measured under the same name stands beside it
 * @param values in the order of the columns, not a number where it has a dash
 */
record Published(String row, List<Double> values) {
    /** Keeps the list. */
    Published {
        values = List.copyOf(values);
    }

    /** A row of numbers. */
    static Published of(String row, double... values) {
        return new Published(row, Arrays.stream(values).boxed().toList());
    }
}
