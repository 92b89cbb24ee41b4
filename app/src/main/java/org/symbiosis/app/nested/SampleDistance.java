package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generation.GeneratedImages;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.Pooling;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentManifest;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * How far drawn images are from those that a hierarchy learnt from, in the features of a masked
 * autoencoder of our own: a Frechet distance, not an FID. The judge should be another network than
 * the encoder, whose features a hierarchy is told.
 *
 * @param judge folder of the judge
 * @param count images to draw
 * @param progress hears how long it goes
 */
public record SampleDistance(Path judge, int count, Progress progress) {
    private static final int MOST_REAL = 10_000;

    /**
     * Refuses the encoder as its own judge.
     *
     * @param latents that it made
     * @throws UserError when they are one network
     */
    public static void requireOther(Path judge, LatentManifest latents) {
        for (Readout readout : Readout.values()) {
            try (VisualEncoder network = VisualEncoders.open(judge.toString(), readout)) {
                if (network.fingerprint().equals(latents.encoderFingerprint())) {
                    throw UserError.usage(
                            "the judge " + judge + " is the encoder that the latents were made by",
                            "judge by another network: a hierarchy is told what its encoder sees");
                }
            }
        }
    }

    /** Moments of training images, as their latents decode: of many, some from every part. */
    public Moments reference(LatentStore store, ImageCodec codec) {
        int count = Math.min(store.size(), MOST_REAL);
        Generator stored = new StoredPictures(new NeighbourSheet(store, codec, 1), count);
        return moments(new GeneratedImages(stored, "training images", count));
    }

    /** The distance of a run's images, drawn without guidance by the run's own sampler. */
    public double of(Path run, Optional<String> autoencoder, Moments reference) {
        Atelier atelier =
                Atelier.open(
                        run,
                        NestedFile.Weights.MEAN,
                        autoencoder,
                        model -> model.recipe().generation().unguided(),
                        progress);
        try (GeneratedImages drawn =
                new GeneratedImages(new NestedGenerator(atelier, 0), "drawn images", count)) {
            return FrechetDistance.of(moments(drawn), reference);
        }
    }

    private Moments moments(ImageSource images) {
        try (MaeFile mae = MaeFile.open(judge)) {
            return Moments.of(
                    new FeatureExtractor(mae.recipe().evaluation(), Engine.cores(), progress)
                            .of(mae.model().encoder(), -1, Pooling.MEAN_ALL, images));
        }
    }
}
