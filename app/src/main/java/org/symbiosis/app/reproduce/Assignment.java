package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.symbiosis.train.Progress;

/**
 * What to reproduce something with: what every table and figure may be told.
 *
 * @param scale how much to compute
 * @param materials images and models that were named; nothing is opened yet
 * @param seeds repetitions, seeds 0, 1, ...
 * @param epochs passes over the images of each training; 0 for the scale's own
 * @param overrides of every recipe, as {@code --set} takes them
 * @param rows regular expression for the rows wanted
 * @param folder of runs, results and report
 * @param command that makes the same again
 * @param progress hears how long it goes
 */
public record Assignment(
        Scale scale,
        Materials materials,
        int seeds,
        double epochs,
        List<String> overrides,
        String rows,
        Path folder,
        String command,
        Progress progress) {
    /** Copies the list. */
    public Assignment {
        overrides = List.copyOf(overrides);
    }
}
