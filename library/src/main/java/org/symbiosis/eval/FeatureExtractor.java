package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Preparation;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** Features of whole sets of images, without augmentation, on all cores. */
public final class FeatureExtractor {
    private static final int BATCH = 64;

    private final Preparation preparation;
    private final int workers;
    private final Progress progress;

    /** An extractor that prepares images in this way. */
    public FeatureExtractor(Preparation preparation, int workers, Progress progress) {
        this.preparation = preparation;
        this.workers = workers;
        this.progress = progress;
    }

    /** Maps a batch of images {@code (B, 3, H, W)} to vectors; called by several threads. */
    @FunctionalInterface
    public interface Encoder {
        /** Vectors {@code (B, d)} of images. */
        Tensor encode(Tensor images);
    }

    /**
     * Features of any network.
     *
     * @param what says which feature it is
     */
    public Features of(Encoder encoder, String what, ImageSource source) {
        return extract(encoder, source, what);
    }

    /**
     * Features of a transformer.
     *
     * @param layer block whose output is taken, from 0; -1 for the end of the encoder
     */
    public Features of(VisionTransformer encoder, int layer, Pooling pooling, ImageSource source) {
        int depth = encoder.config().blocks().depth();
        if (layer < -1 || layer >= depth) {
            throw org.symbiosis.UserError.usage(
                    "there is no layer " + layer,
                    "the encoder has layers 0 to " + (depth - 1) + ", and -1 for its end");
        }
        String name = layer < 0 ? "encoder output" : "blocks." + layer;
        Encoder pooled =
                layer < 0
                        ? images -> pooling.pool(encoder.forward(images, Trace.none()))
                        : images -> {
                            Trace trace = Trace.of("blocks." + layer);
                            encoder.forward(images, trace);
                            return pooling.pool(trace.get("blocks." + layer));
                        };
        return extract(pooled, source, name + ", " + pooling.words());
    }

    /** The pixels themselves: what every feature has to beat. */
    public Features pixels(ImageSource source) {
        return extract(images -> images.flatten(1, -1), source, "raw pixels");
    }

    private Features extract(Encoder encoder, ImageSource source, String what) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        ExecutorService threads = daemonThreads();
        progress.begin("features of " + source.name(), 0, source.size());
        try (Loader loader =
                new Loader(
                        source,
                        preparation,
                        LoaderConfig.evaluation(BATCH * workers),
                        Batches.Position.START)) {
            while (loader.hasNext()) {
                Batch batch = loader.next();
                for (Future<float[]> part : encode(encoder, batch, threads)) {
                    rows.add(part.get());
                }
                for (int i = 0; i < batch.size(); i++) {
                    labels.add(batch.labels()[i]);
                    paths.add(source.path(batch.indices()[i]));
                }
                progress.step(labels.size(), "", 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while computing features", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r
                    ? r
                    : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
            progress.end();
        }
        return join(rows, labels, paths, what);
    }

    private ExecutorService daemonThreads() {
        return Executors.newFixedThreadPool(
                workers,
                r -> {
                    Thread t = new Thread(r, "symbiosis-features");
                    t.setDaemon(true);
                    return t;
                });
    }

    private List<Future<float[]>> encode(Encoder encoder, Batch batch, ExecutorService threads) {
        int image = 3 * batch.height() * batch.width();
        List<Future<float[]>> parts = new ArrayList<>();
        for (int from = 0; from < batch.size(); from += BATCH) {
            int first = from;
            int count = Math.min(BATCH, batch.size() - from);
            parts.add(
                    threads.submit(
                            () -> {
                                Engine.oneThreadHere();
                                try (Scope s = Scope.open();
                                        NoGradGuard g = new NoGradGuard()) {
                                    float[] pixels =
                                            java.util.Arrays.copyOfRange(
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
                                    return Plain.floats(encoder.encode(images));
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
