package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.Team;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Preparation;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** Features of whole sets of images on all cores, as they are or randomly augmented. */
public final class FeatureExtractor {
    private static final int BATCH = 64;

    private final Preparation preparation;
    private final int workers;
    private final Progress progress;
    private final long seed;
    private final long epoch;

    /** An extractor that prepares images in this way. */
    public FeatureExtractor(Preparation preparation, int workers, Progress progress) {
        this(preparation, workers, progress, 0, 0);
    }

    private FeatureExtractor(
            Preparation preparation, int workers, Progress progress, long seed, long epoch) {
        this.preparation = preparation;
        this.workers = workers;
        this.progress = progress;
        this.seed = seed;
        this.epoch = epoch;
    }

    /** The same with the random crops and flips of an epoch, where the preparation has such. */
    public FeatureExtractor drawing(long newSeed, long newEpoch) {
        return new FeatureExtractor(preparation, workers, progress, newSeed, newEpoch);
    }

    /** Maps a batch of images {@code (B, 3, H, W)} to vectors; called by several threads. */
    @FunctionalInterface
    public interface Encoder {
        /** Vectors {@code (B, d)} of images. */
        Tensor encode(Tensor images);
    }

    /** As {@link Encoder}, several vectors of each image at once. */
    @FunctionalInterface
    public interface Encoders {
        /** Vectors {@code (B, d)} of images, once for each feature. */
        List<Tensor> encode(Tensor images);
    }

    /**
     * Features of any network.
     *
     * @param what says which feature it is
     */
    public Features of(Encoder encoder, String what, ImageSource source) {
        return extract(images -> List.of(encoder.encode(images)), source, List.of(what)).get(0);
    }

    /**
     * Several features of any network in one pass over the images, in their order.
     *
     * @param what says which feature each is
     */
    public List<Features> of(Encoders encoder, List<String> what, ImageSource source) {
        return extract(encoder, source, what);
    }

    /**
     * Features of a transformer.
     *
     * @param layer block whose output is taken, from 0; -1 for the end of the encoder
     */
    public Features of(VisionTransformer encoder, int layer, Pooling pooling, ImageSource source) {
        return of(encoder, layer, List.of(pooling), source).get(0);
    }

    /** As the above for several poolings in one pass over the images, in their order. */
    public List<Features> of(
            VisionTransformer encoder, int layer, List<Pooling> poolings, ImageSource source) {
        int depth = encoder.config().blocks().depth();
        if (layer < -1 || layer >= depth) {
            throw UserError.usage(
                    "there is no layer " + layer,
                    "the encoder has layers 0 to " + (depth - 1) + ", and -1 for its end");
        }
        String name = layer < 0 ? "encoder output" : "blocks." + layer;
        List<String> names = poolings.stream().map(p -> name + ", " + p.words()).toList();
        return extract(
                images -> {
                    Tensor tokens = tokens(encoder, layer, images); // (B, 1 + N, D)
                    int patch = encoder.config().patch();
                    Grid grid = Grid.of(images.size(2), images.size(3), patch);
                    return poolings.stream().map(p -> p.pool(tokens, grid)).toList();
                },
                source,
                names);
    }

    private static Tensor tokens(VisionTransformer encoder, int layer, Tensor images) {
        if (layer < 0) {
            return encoder.forward(images, Trace.none());
        }
        Trace trace = Trace.of("blocks." + layer);
        encoder.forward(images, trace);
        return trace.get("blocks." + layer);
    }

    /** The pixels themselves: what every feature has to beat. */
    public Features pixels(ImageSource source) {
        return of(images -> images.flatten(1, -1), "raw pixels", source);
    }

    private List<Features> extract(Encoders encoder, ImageSource source, List<String> names) {
        List<List<float[]>> rows = new ArrayList<>();
        names.forEach(n -> rows.add(new ArrayList<>()));
        List<Integer> labels = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        progress.begin("features of " + source.name(), 0, source.size());
        try (Team team = new Team("features", workers);
                Loader loader = loader(source)) {
            while (loader.hasNext()) {
                Batch batch = loader.next();
                for (Future<List<float[]>> part : encode(encoder, batch, team)) {
                    List<float[]> encoded = Team.result(part);
                    for (int i = 0; i < names.size(); i++) {
                        rows.get(i).add(encoded.get(i));
                    }
                }
                for (int i = 0; i < batch.size(); i++) {
                    labels.add(batch.labels()[i]);
                    paths.add(source.path(batch.indices()[i]));
                }
                progress.step(labels.size(), "", 0);
            }
        } finally {
            progress.end();
        }
        List<Features> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            all.add(join(rows.get(i), labels, paths, names.get(i)));
        }
        return all;
    }

    private Loader loader(ImageSource source) {
        LoaderConfig evaluation = LoaderConfig.evaluation(BATCH * workers).withSeed(seed);
        return new Loader(source, preparation, evaluation, new Batches.Position(epoch, 0));
    }

    private List<Future<List<float[]>>> encode(Encoders encoder, Batch batch, Team team) {
        int image = 3 * batch.height() * batch.width();
        List<Future<List<float[]>>> parts = new ArrayList<>();
        for (int from = 0; from < batch.size(); from += BATCH) {
            int first = from;
            int count = Math.min(BATCH, batch.size() - from);
            parts.add(
                    team.begin(
                            () -> {
                                Engine.oneThreadHere();
                                try (Scope s = Scope.open();
                                        NoGradGuard g = new NoGradGuard()) {
                                    float[] pixels =
                                            Arrays.copyOfRange(
                                                    batch.pixels(),
                                                    first * image,
                                                    (first + count) * image);
                                    Tensor images =
                                            Plain.tensor(
                                                    pixels,
                                                    count,
                                                    3,
                                                    batch.height(),
                                                    batch.width());
                                    return encoder.encode(images).stream()
                                            .map(Plain::floats)
                                            .toList();
                                }
                            }));
        }
        return parts;
    }

    private static Features join(
            List<float[]> rows, List<Integer> labels, List<String> paths, String what) {
        int n = labels.size();
        int total = rows.stream().mapToInt(r -> r.length).sum();
        float[] values = new float[total];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, values, at, row.length);
            at += row.length;
        }
        int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
        return new Features(values, n, total / n, all, paths, what);
    }
}
