package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symbiosis.config.Configs;
import org.symbiosis.train.Recipe;

/**
 * What the command line changes of every recipe of a table.
 *
 * @param epochs passes over the images of each training; 0 for the scale's own
 * @param config YAML over the recipe
 * @param overrides single values over that, as {@code --set} takes them
 */
public record Changes(double epochs, Optional<Path> config, List<String> overrides) {
    /** Copies the list. */
    public Changes {
        overrides = List.copyOf(overrides);
    }

    /** Whether anything is changed. */
    boolean any() {
        return epochs > 0 || config.isPresent() || !overrides.isEmpty();
    }

    /** The same with other single values. */
    Changes withOverrides(List<String> others) {
        return new Changes(epochs, config, others);
    }

    /** The recipe as these change it: the file first, single values last. */
    <R extends Record & Recipe<R>> R to(R recipe) {
        R filed = config.isPresent() ? Configs.withFile(recipe, config.get()) : recipe;
        R timed = epochs > 0 ? filed.withEpochs(epochs) : filed;
        return Configs.withOverrides(timed, overrides);
    }
}
