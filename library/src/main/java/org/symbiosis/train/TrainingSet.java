package org.symbiosis.train;

import java.util.function.Function;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.CachedSource;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Preparation;

/**
 * Images to learn from, which the first pass keeps encoded in memory as far as 256 MB reach.
 *
 * @param source the images
 * @param preparation what happens to each of them before it is seen
 * @param onCorrupt what happens to those that cannot be read
 */
public record TrainingSet(
        ImageSource source, Preparation preparation, LoaderConfig.OnCorrupt onCorrupt) {
    private static final long CACHE_BYTES = 1L << 28;

    /** Streams of batches as a training wants them, from any position. */
    public Function<Position, Batches> batches(TrainConfig config) {
        ImageSource cached = new CachedSource(source, CACHE_BYTES);
        LoaderConfig loading = LoaderConfig.training(config.batch(), config.seed(), onCorrupt);
        return place -> new Loader(cached, preparation, loading, place);
    }
}
