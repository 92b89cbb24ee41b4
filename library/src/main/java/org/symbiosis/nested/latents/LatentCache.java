package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nested.latents.LatentWorkers.Part;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.train.Progress;

/**
 * Computes all latents of a set of images once, into a folder of shards.
 *
 * <p>Each shard is whole or not there; work that was cut off, or stopped by a full disk, goes on at
 * the first shard that is missing. A folder is refused when it was made of other images, with
 * another encoder or in another way.
 */
public final class LatentCache {
    private final Path folder;
    private final LatentManifest manifest;
    private final LatentsConfig config;
    private final HierarchyEncoder hierarchy;
    private final ImageCodec codec;
    private final Progress progress;

    private LatentCache(
            Path folder,
            LatentManifest manifest,
            VisualEncoder encoder,
            ImageCodec codec,
            Progress progress) {
        this.folder = folder;
        this.manifest = manifest;
        this.config = manifest.config();
        this.hierarchy = new HierarchyEncoder(config.pyramid(), encoder);
        this.codec = codec;
        this.progress = progress;
    }

    /**
     * Makes the cache, or what is missing of it, and opens it.
     *
     * @throws UserError when the encoder does not fit, the folder holds other latents, or cannot be
     *     written
     */
    public static LatentStore build(
            Path folder,
            ImageSource source,
            LatentsConfig config,
            VisualEncoder encoder,
            ImageCodec codec,
            OnCorrupt onCorrupt,
            Progress progress) {
        new HierarchyEncoder(config.pyramid(), encoder).requireFilled();
        LatentManifest wanted = LatentManifest.of(source, config, encoder, codec);
        if (Files.exists(LatentManifest.in(folder))) {
            LatentManifest.read(folder).requireSame(wanted, folder);
        } else {
            LatentStore.writePaths(folder, source);
            wanted.write(folder);
        }
        LatentCache cache = new LatentCache(folder, wanted, encoder, codec, progress);
        int side = config.pyramid().imageSide();
        try (LatentWorkers workers = new LatentWorkers(source, side, onCorrupt);
                Reducers reducers = cache.reducers(workers)) {
            cache.writeMissing(source, workers, reducers);
        }
        return LatentStore.open(folder);
    }

    private Reducers reducers(LatentWorkers workers) {
        if (config.pyramid().levels() > 1 && !Files.exists(Reducers.in(folder))) {
            try (Reducers fitted = fit(workers)) {
                fitted.write(folder);
            }
        }
        return Reducers.read(folder, config, hierarchy.encoder().channels());
    }

    private Reducers fit(LatentWorkers workers) {
        int[] order = SplitMix.of(0, manifest.images()).permutation(manifest.images());
        Reducers all = new Reducers();
        LatentPyramid pyramid = config.pyramid();
        for (int level = pyramid.levels(); level >= 2; level--) {
            int side = pyramid.side(level);
            int kept = pyramid.shape(level).channels();
            int channels = hierarchy.encoder().channels();
            int images = config.fitImages(level, channels, order.length);
            try (Scope s = Scope.open();
                    ReducerFit fit = new ReducerFit(channels)) {
                addAll(fit, workers, order, images, level);
                ReducerFit.Fitted fitted = fit.fit(kept, config.reduction());
                all.put(side, fitted.reducer(), fitted.kept());
                progress.message(
                        String.format(
                                Locale.ROOT,
                                "level %d (%d x %d): %d of %d channels carry %.1f %% of the"
                                        + " variance (%d vectors)",
                                level,
                                side,
                                side,
                                kept,
                                channels,
                                100 * fitted.kept(),
                                fit.count()));
            }
        }
        return all;
    }

    private void addAll(ReducerFit fit, LatentWorkers workers, int[] order, int images, int level) {
        progress.begin("fitting level " + level, 0, images);
        for (int from = 0; from < images; from += config.shardImages()) {
            int to = Math.min(images, from + config.shardImages());
            List<Integer> some = IntStream.range(from, to).mapToObj(i -> order[i]).toList();
            for (Part<float[]> part :
                    workers.run(some, x -> Plain.floats(hierarchy.vectors(x, level)))) {
                try (Scope s = Scope.open()) {
                    int D = hierarchy.encoder().channels();
                    fit.add(Plain.tensor(part.result(), part.result().length / D, D));
                }
            }
            progress.step(to, "", 0);
        }
        progress.end();
        if (fit.count() == 0) {
            throw UserError.failed(
                    "not one image of " + manifest.source() + " can be read", "check the files");
        }
    }

    private void writeMissing(ImageSource source, LatentWorkers workers, Reducers reducers) {
        progress.begin("latents of " + source.name(), 0, source.size());
        for (int k = 0; k < manifest.shards(); k++) {
            int from = k * config.shardImages();
            int to = Math.min(source.size(), from + config.shardImages());
            Path file = LatentShard.in(folder, k);
            if (!Files.exists(file)) {
                List<Integer> some = IntStream.range(from, to).boxed().toList();
                LatentShard.write(file, config, source, workers.run(some, x -> views(x, reducers)));
            }
            progress.step(to, "", 0);
        }
        progress.end();
    }

    /** All latents of images {@code (B, 3, S, S)} in [0, 1], mirrored ones besides. */
    private Map<String, Values> views(Tensor images, Reducers reducers) {
        List<Map<String, Tensor>> views = new ArrayList<>();
        views.add(latents(images, reducers));
        if (config.views() == 2) {
            views.add(latents(images.flip(3), reducers));
        }
        Map<String, Values> all = new LinkedHashMap<>();
        for (String name : views.get(0).keySet()) {
            TensorVector both = new TensorVector();
            views.forEach(v -> both.push_back(v.get(name)));
            Tensor joined = stack(both, 1); // (B, views, ...)
            all.put(name, new Values(Plain.floats(joined), Shapes.of(joined)));
        }
        return all;
    }

    /** Numbers on their way from a worker to a shard. */
    @SuppressWarnings("ArrayRecordComponent")
    record Values(float[] values, long[] shape) {}

    private Map<String, Tensor> latents(Tensor images, Reducers reducers) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put(LatentShard.IMAGE, codec.stored(images));
        LatentPyramid pyramid = config.pyramid();
        int level = pyramid.levels();
        for (Tensor latent : hierarchy.latents(images, reducers)) {
            all.put(LatentShard.name(pyramid.side(level--)), latent);
        }
        return all;
    }
}
