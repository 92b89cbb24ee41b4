package org.symbiosis.report;

/**
 * A column of a table.
 *
 * @param name above it, with its unit
 * @param best which of its values is emphasised
 * @param decimals of its numbers
 */
public record Column(String name, Best best, int decimals) {
    /** Which value of a column is the one to look at. */
    public enum Best {
        /** None of them. */
        NONE,
        /** The largest, such as an accuracy. */
        HIGHEST,
        /** The smallest, such as a distance. */
        LOWEST
    }

    /** Checks the decimals. */
    public Column {
        if (decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException("decimals must be 0 to 12, not " + decimals);
        }
    }

    /** A column of words. */
    public static Column text(String name) {
        return new Column(name, Best.NONE, 0);
    }

    /** A column of numbers without a best one. */
    public static Column number(String name, int decimals) {
        return new Column(name, Best.NONE, decimals);
    }

    /** A column whose largest number is best. */
    public static Column highest(String name, int decimals) {
        return new Column(name, Best.HIGHEST, decimals);
    }

    /** A column whose smallest number is best. */
    public static Column lowest(String name, int decimals) {
        return new Column(name, Best.LOWEST, decimals);
    }
}
