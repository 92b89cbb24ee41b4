package org.symbiosis.app.reproduce;

import java.util.List;
import java.util.function.Function;
import org.symbiosis.UserError;

/** Which rows of a table are wanted. */
final class Rows {
    private Rows() {}

    /**
     * The rows whose whole name matches.
     *
     * @throws UserError when none does
     */
    static <R> List<R> chosen(List<R> all, Function<R, String> name, String regex) {
        List<R> chosen = all.stream().filter(r -> name.apply(r).matches(regex)).toList();
        if (chosen.isEmpty()) {
            throw UserError.usage(
                    "--rows " + regex + " matches no row",
                    "rows are " + String.join("; ", all.stream().map(name).toList()));
        }
        return chosen;
    }
}
