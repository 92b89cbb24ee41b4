package org.symbiosis.app.cli;

import org.symbiosis.app.encoders.FeatureChoice;
import org.symbiosis.app.encoders.FeatureModel;
import org.symbiosis.app.encoders.FeatureModels;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import picocli.CommandLine.Option;

/** Which features of which model, for commands that need some. */
final class EncoderOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = FeatureModels.HELP + ".")
    private String model;

    @Option(
            names = "--layer",
            paramLabel = "L",
            defaultValue = "-1",
            description =
                    "Transformer block whose output is taken, from 0; -1 (default) for the end.")
    private int layer;

    @Option(
            names = "--pool",
            paramLabel = "HOW",
            defaultValue = "mean_all",
            description =
                    "Of a transformer: cls, mean (of the patches), grid (4 x 4 means) or mean_all"
                            + " (of all tokens; the default, as in the thesis's linear probe).")
    private Pooling pooling;

    @Option(
            names = "--vector",
            paramLabel = "WHICH",
            defaultValue = "backbone",
            description =
                    "Of a discriminator: backbone (default) or embedding, of its momentum copy;"
                            + " online_backbone or online_embedding.")
    private FeatureChoice.Vector vector;

    /** The model, opened once for several sets of images. */
    FeatureModel open() {
        return FeatureModels.open(
                model, new FeatureChoice(layer, pooling, vector), new TerminalProgress());
    }

    /** The model as it was given. */
    String name() {
        return model;
    }

    Features features(ImageSource source) {
        try (FeatureModel opened = open()) {
            return opened.features(source);
        }
    }
}
