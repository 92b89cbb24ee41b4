package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generation.GeneratedImages;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentManifest;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.train.Progress;

/**
 * How far drawn images are from those that a hierarchy learnt from, in the features of a judge,
 * which should be another network than the encoder, whose features a hierarchy is told.
 *
 * @param judge of both
 * @param count images to draw
 * @param progress hears how long it goes
 */
public record SampleDistance(PictureJudge judge, int count, Progress progress) {
    private static final int MOST_REAL = 10_000;

    /**
     * Refuses the encoder as its own judge.
     *
     * @param latents that it made
     * @throws UserError when they are one network
     */
    public static void requireOther(String judge, LatentManifest latents) {
        if (!PictureJudge.isOurs(ModelStore.ofUser().resolve(judge))) {
            return;
        }
        for (Readout readout : Readout.values()) {
            try (VisualEncoder network = VisualEncoders.open(judge, readout)) {
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
        return judge.judgement(new GeneratedImages(stored, "training images", count)).moments();
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
            return FrechetDistance.of(judge.judgement(drawn).moments(), reference);
        }
    }
}
