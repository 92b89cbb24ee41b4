package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.train.Progress;

/**
 * What to reproduce something with: what every table and figure may be told.
 *
 * @param scale how much to compute
 * @param materials images and models that were named; nothing is opened yet
 * @param seeds repetitions, seeds 0, 1, ...
 * @param preset recipe in place of the scale's own, for tables that know presets
 * @param changes of every recipe
 * @param moments how often to measure in the course of a training, for tables that can
 * @param extent how far it goes, for tables that can be made smaller
 * @param rows regular expression for the rows wanted
 * @param folder of runs, results and report
 * @param command that makes the same again
 * @param progress hears how long it goes
 */
public record Assignment(
        Scale scale,
        Materials materials,
        int seeds,
        Optional<String> preset,
        Changes changes,
        OptionalInt moments,
        Extent extent,
        String rows,
        Path folder,
        String command,
        Progress progress) {}
