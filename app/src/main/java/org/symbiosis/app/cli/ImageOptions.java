package org.symbiosis.app.cli;

import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import picocli.CommandLine.Option;

/** How images are chosen and read, for commands that take a set of images. */
final class ImageOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use N of the images, balanced over classes.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--limit-seed",
            paramLabel = "SEED",
            description = "Decides which images a limit chooses (default: 0).")
    private long limitSeed;

    @Option(
            names = "--strict",
            description = "Fail at the first image that cannot be read, instead of skipping it.")
    private boolean strict;

    ImageSource open(String location) {
        return open(location, limit);
    }

    TrainingImages noted(String location) {
        return new TrainingImages(location, limit, limitSeed);
    }

    ImageSource open(String location, int count) {
        return Locations.open(location, count, limitSeed);
    }

    /** Whether only some of the images are wanted. */
    boolean isLimited() {
        return limit != Integer.MAX_VALUE;
    }

    long seed() {
        return limitSeed;
    }

    OnCorrupt onCorrupt() {
        return strict ? OnCorrupt.FAIL : OnCorrupt.SKIP;
    }
}
