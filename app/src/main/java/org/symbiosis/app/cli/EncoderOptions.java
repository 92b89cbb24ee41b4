package org.symbiosis.app.cli;

import java.nio.file.Path;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import org.symbiosis.tensor.Engine;
import picocli.CommandLine.Option;

/** Which features of which model, for commands that need some. */
final class EncoderOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run's folder or its model.safetensors.")
    private Path model;

    @Option(
            names = "--layer",
            paramLabel = "L",
            defaultValue = "-1",
            description = "Block whose output is taken, from 0; -1 (default) for the end.")
    private int layer;

    @Option(
            names = "--pool",
            paramLabel = "HOW",
            defaultValue = "mean_all",
            description =
                    "cls, mean (of the patches) or mean_all (of all tokens; the default, as in"
                            + " the thesis's linear probe).")
    private Pooling pooling;

    /** The model, opened once for several sets of images. */
    final class Opened implements AutoCloseable {
        private final MaeFile file = MaeFile.open(model);
        private final TerminalProgress progress = new TerminalProgress();

        Features features(ImageSource source) {
            return extract(file.recipe().evaluation(), source, 0, 0);
        }

        /** Features of randomly cropped and flipped images, other ones in each epoch. */
        Features augmented(ImageSource source, long seed, int epoch) {
            MaeRecipe recipe = file.recipe();
            Preparation probe =
                    Preparation.probe(recipe.model().height(), recipe.evaluation().normalisation());
            return extract(probe, source, seed, epoch);
        }

        private Features extract(Preparation how, ImageSource source, long seed, int epoch) {
            return new FeatureExtractor(how, Engine.cores(), progress)
                    .drawing(seed, epoch)
                    .of(file.model().encoder(), layer, pooling, source);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    Opened open() {
        return new Opened();
    }

    /** The model as it was given. */
    String name() {
        return model.toString();
    }

    Features features(ImageSource source) {
        try (Opened opened = open()) {
            return opened.features(source);
        }
    }
}
