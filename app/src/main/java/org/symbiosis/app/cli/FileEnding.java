package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.symbiosis.UserError;

/** What a file is written as, whatever its name says: so the name must say it. */
enum FileEnding {
    PNG,
    NPY;

    /**
     * Checks a name before any work is done.
     *
     * @param path may be null where nothing is wanted
     * @throws UserError when it ends otherwise
     */
    void require(String option, Path path) {
        String ending = "." + name().toLowerCase(Locale.ROOT);
        if (path != null && !path.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw UserError.usage(
                    option + " " + path + " is not called what it is written as",
                    "end its name with " + ending);
        }
    }
}
