package org.symbiosis.app.cli;

import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.Encoders;
import org.symbiosis.app.encoders.Reading;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
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
            description =
                    "A run's folder, a model.safetensors of ours, or the weights of a public vision"
                            + " transformer (DINO, DINOv2, MAE, MoCo v3, timm, CLIP).")
    private String model;

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

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "backbone",
            description =
                    "Of a GAN: backbone (default), embedding, or online (the backbone of the last"
                            + " step instead of the running mean).")
    private Reading.Part part;

    @Option(
            names = "--time",
            paramLabel = "T",
            defaultValue = "0.05",
            description = "Noise that a diffusion model sees images under (default: 0.05).")
    private double time;

    /** The model, opened once for several sets of images. */
    final class Opened implements AutoCloseable {
        private final Encoder encoder =
                Encoders.open(model, new Reading(layer, pooling, part, time));
        private final TerminalProgress progress = new TerminalProgress();

        Features features(ImageSource source) {
            return extract(encoder.evaluation(), source, 0, 0);
        }

        /** Features of randomly cropped and flipped images, other ones in each epoch. */
        Features augmented(ImageSource source, long seed, int epoch) {
            return extract(encoder.augmented(), source, seed, epoch);
        }

        private Features extract(Preparation how, ImageSource source, long seed, int epoch) {
            return encoder.of(
                    new FeatureExtractor(how, Engine.cores(), progress).drawing(seed, epoch),
                    source);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    Opened open() {
        return new Opened();
    }

    /** The model as it was given. */
    String name() {
        return model;
    }

    Features features(ImageSource source) {
        try (Opened opened = open()) {
            return opened.features(source);
        }
    }
}
