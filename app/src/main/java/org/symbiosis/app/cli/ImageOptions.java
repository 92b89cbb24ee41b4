package org.symbiosis.app.cli;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Subset;
import picocli.CommandLine.Option;

/** How images are chosen and read, for commands that take a set of images. */
final class ImageOptions {
    /** Where images may lie, for help texts. */
    static final String LOCATION =
            "a folder, one image, a .zip or .tar(.gz|.xz), ARCHIVE!FOLDER, CIFAR .bin, IDX,"
                    + " or the embedded 'rooms'";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use N images, balanced over classes, chosen by --limit-seed.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--limit-seed",
            paramLabel = "SEED",
            description = "Decides which images --limit chooses (default: ${DEFAULT-VALUE}).")
    private long limitSeed;

    @Option(
            names = "--strict",
            description = "Fail at the first image that cannot be read, instead of skipping it.")
    private boolean strict;

    ImageSource open(String location) {
        ImageSource source = ImageSources.open(location);
        return limit < source.size() ? Subset.balanced(source, limit, limitSeed) : source;
    }

    OnCorrupt onCorrupt() {
        return strict ? OnCorrupt.FAIL : OnCorrupt.SKIP;
    }
}
