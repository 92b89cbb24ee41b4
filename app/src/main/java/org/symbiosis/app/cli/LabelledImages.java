package org.symbiosis.app.cli;

import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training and test images with classes, for measures that need them. */
final class LabelledImages {
    @Option(
            names = "--train",
            paramLabel = "IMAGES",
            required = true,
            description = "Images with classes to learn from: " + Locations.HELP + ".")
    private String train;

    @Option(
            names = "--test",
            paramLabel = "IMAGES",
            required = true,
            description = "Images with the same classes to be judged on.")
    private String test;

    @Option(
            names = "--test-limit",
            paramLabel = "N",
            description = "Use N of the test images, balanced over classes.")
    private int testLimit = Integer.MAX_VALUE;

    @Mixin private ImageOptions images;

    OnCorrupt onCorrupt() {
        return images.onCorrupt();
    }

    ImageSource train() {
        return ImageSources.requireLabels(images.open(train));
    }

    /** The test images; their classes must be those of the training images. */
    ImageSource test(List<String> classes) {
        ImageSource source = ImageSources.requireLabels(images.open(test, testLimit));
        if (!source.classes().equals(classes)) {
            source.close();
            throw UserError.usage(
                    test + " has other classes than " + train,
                    "give both sets folders of the same names");
        }
        return source;
    }
}
