package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Planes;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.Pooling;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentStore;
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
    private static final int AT_ONCE = 256;
    private static final int MOST_REAL = 10_000;

    /** Moments of training images, as their latents decode. */
    public Moments reference(LatentStore store, ImageCodec codec) {
        NeighbourSheet sheet = new NeighbourSheet(store, codec, 1);
        List<Planes> real = new ArrayList<>();
        int size = Math.min(store.size(), MOST_REAL);
        for (int from = 0; from < size; from += AT_ONCE) {
            int first = from;
            int[] rows = new int[Math.min(AT_ONCE, size - from)];
            Arrays.setAll(rows, i -> first + i);
            real.addAll(sheet.pictures(rows));
        }
        return moments(new PlanesSource("training images", real));
    }

    /** The distance of a run's images, drawn without guidance by the run's own sampler. */
    public double of(Path run, Optional<String> autoencoder, Moments reference) {
        List<Planes> drawn = new ArrayList<>();
        Atelier atelier =
                Atelier.open(
                        run, NestedFile.Weights.MEAN, autoencoder, SampleDistance::plain, progress);
        try (NestedGenerator generator = new NestedGenerator(atelier, 0)) {
            int classes = Math.max(1, generator.classes());
            for (int first = 0; first < count; first += AT_ONCE) {
                int from = first;
                int[] labels = new int[Math.min(AT_ONCE, count - first)];
                Arrays.setAll(labels, i -> (from + i) % classes);
                drawn.addAll(generator.images(first, labels));
            }
        }
        return FrechetDistance.of(moments(new PlanesSource("drawn images", drawn)), reference);
    }

    private static GenerationConfig plain(NestedFile model) {
        return GenerationConfig.plain().withSampler(model.recipe().generation().sampler());
    }

    private Moments moments(ImageSource images) {
        try (MaeFile mae = MaeFile.open(judge)) {
            return Moments.of(
                    new FeatureExtractor(mae.recipe().evaluation(), Engine.cores(), progress)
                            .of(mae.model().encoder(), -1, Pooling.MEAN_ALL, images));
        }
    }
}
