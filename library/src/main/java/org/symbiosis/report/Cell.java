package org.symbiosis.report;

import java.util.Locale;

/** What stands at one place of a table. */
public sealed interface Cell {
    /**
     * Words.
     *
     * @param text as they stand
     */
    record Text(String text) implements Cell {}

    /**
     * A number, alone or with the deviation over repetitions.
     *
     * @param value shown as a dash when it is not finite
     * @param deviation 0 when there is none to show
     */
    record Value(double value, double deviation) implements Cell {
        /** The number with these decimals, the same in every country. */
        String text(int decimals) {
            return shown(value, decimals);
        }

        /** The deviation with these decimals, or nothing. */
        String deviationText(int decimals) {
            return deviation > 0 && Double.isFinite(value) ? shown(deviation, decimals) : "";
        }

        private static String shown(double number, int decimals) {
            if (!Double.isFinite(number)) {
                return "\u2013";
            }
            String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
            return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
        }
    }

    /** Words. */
    static Cell of(String text) {
        return new Text(text);
    }

    /** A number. */
    static Cell of(double value) {
        return new Value(value, 0);
    }

    /** Repetitions of a number. */
    static Cell of(Spread spread) {
        return new Value(spread.mean(), spread.deviation());
    }

    /** Nothing known. */
    static Cell missing() {
        return new Value(Double.NaN, 0);
    }
}
