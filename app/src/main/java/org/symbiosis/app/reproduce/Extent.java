package org.symbiosis.app.reproduce;

import java.util.OptionalInt;
import org.symbiosis.UserError;

/**
 * How far a table goes, where that may be chosen; the scale says what is usual.
 *
 * @param levels of the deepest hierarchy
 * @param drawn pictures for each distance, at least 2
 */
public record Extent(OptionalInt levels, OptionalInt drawn) {
    private static final int MOST_LEVELS = 4; // of pictures of 32 pixels (nested-small)

    /** Checks the ranges. */
    public Extent {
        if (levels.isPresent() && (levels.getAsInt() < 1 || levels.getAsInt() > MOST_LEVELS)) {
            throw UserError.usage(
                    "--levels " + levels.getAsInt(), "choose 1 to " + MOST_LEVELS + " levels");
        }
        if (drawn.isPresent() && drawn.getAsInt() < 2) {
            throw UserError.usage(
                    "--drawn " + drawn.getAsInt() + " pictures make no distribution",
                    "draw at least 2");
        }
    }
}
