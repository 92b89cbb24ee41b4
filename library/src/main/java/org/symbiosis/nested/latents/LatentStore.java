package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.rand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/** A finished cache of latents, mapped from disk: rows of any image in any view. */
public final class LatentStore implements AutoCloseable {
    private static final String PATHS = "paths.txt";

    private final Path folder;
    private final LatentManifest manifest;
    private final Reducers reducers;
    private final LatentsIdentity identity;
    private final List<Safetensors> shards = new ArrayList<>();
    private final int[] starts; // row of the first image of each shard, and the end
    private final int[] labels;
    private final int[] indices;

    private LatentStore(Path folder, LatentManifest manifest, Reducers reducers) {
        this.folder = folder;
        this.manifest = manifest;
        this.reducers = reducers;
        this.identity = LatentsIdentity.of(manifest, reducers);
        this.starts = new int[manifest.shards() + 1];
        List<Integer> label = new ArrayList<>();
        List<Integer> index = new ArrayList<>();
        for (int k = 0; k < manifest.shards(); k++) {
            try (Scope s = Scope.open()) {
                Safetensors shard = Safetensors.open(LatentShard.in(folder, k));
                shards.add(shard);
                for (long l : Plain.longs(shard.tensor(LatentShard.LABEL))) {
                    label.add((int) l);
                }
                for (long i : Plain.longs(shard.tensor("index"))) {
                    index.add((int) i);
                }
            }
            starts[k + 1] = label.size();
        }
        this.labels = label.stream().mapToInt(Integer::intValue).toArray();
        this.indices = index.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Opens a whole cache.
     *
     * @throws UserError when the folder holds none, or its making was cut off
     */
    public static LatentStore open(Path folder) {
        LatentManifest manifest = LatentManifest.read(folder);
        for (int k = 0; k < manifest.shards(); k++) {
            if (!Files.exists(LatentShard.in(folder, k))) {
                throw UserError.failed(
                        "%s is unfinished: shard %d of %d is missing"
                                .formatted(folder, k + 1, manifest.shards()),
                        "run the same 'symbiosis latents' again, it goes on from there");
            }
        }
        return new LatentStore(folder, manifest, Reducers.read(folder, manifest.config(), 0));
    }

    /** What the cache was made of. */
    public LatentManifest manifest() {
        return manifest;
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** The fitted reductions. */
    public Reducers reducers() {
        return reducers;
    }

    /** Images in it. */
    public int size() {
        return labels.length;
    }

    /** Class of an image, -1 for none. */
    public int label(int row) {
        return labels[row];
    }

    /** Place of an image in its source. */
    public int index(int row) {
        return indices[row];
    }

    /** Notes the paths of the images, one a line, in the order of the source. */
    static void writePaths(Path folder, ImageSource source) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < source.size(); i++) {
            lines.append(source.path(i)).append('\n');
        }
        AtomicFile.write(folder.resolve(PATHS), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Paths of all images in their source, in its order. */
    public List<String> paths() {
        try {
            return Files.readAllLines(folder.resolve(PATHS));
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + folder.resolve(PATHS), "make the latents again", e);
        }
    }

    /** What its latents are coordinates in. */
    public LatentsIdentity identity() {
        return identity;
    }

    /**
     * Refuses other latents than those that a model was trained on.
     *
     * @param wanted what the model's latents are coordinates in
     * @param sides of its semantic levels
     * @throws UserError naming what differs
     */
    public void require(LatentsIdentity wanted, Collection<Integer> sides) {
        identity.difference(wanted, sides)
                .ifPresent(
                        other -> {
                            throw UserError.usage(
                                    "%s was made with %s than the model learnt from"
                                            .formatted(folder, other),
                                    "give the latents that it was trained on, or train anew in"
                                            + " another folder");
                        });
    }

    /**
     * Refuses a cache that lacks a level.
     *
     * @throws UserError naming the level's grid and those that there are
     */
    public void require(LatentShape shape) {
        LatentPyramid pyramid = manifest.config().pyramid();
        for (int level = pyramid.levels(); level >= 1; level--) {
            LatentShape mine = pyramid.shape(level);
            if (mine.side() == shape.side() && mine.channels() == shape.channels()) {
                return;
            }
        }
        throw UserError.usage(
                "%s holds no latents of %s (it has %d levels of dim %d)"
                        .formatted(folder, shape.words(), pyramid.levels(), pyramid.dim()),
                "make latents with more levels, or of the model's dim, in another folder");
    }

    /**
     * Latents of a semantic level.
     *
     * @param rows of images
     * @param views 1 for the mirrored image, 0 for the image, one for each row
     * @return {@code (B, c, side, side)} in floats
     */
    public Tensor semantic(int side, int[] rows, int[] views) {
        return gather(LatentShard.name(side), rows, views).to(ScalarType.Float);
    }

    /**
     * Which of an image and its mirror image each of B samples is, 1 for the mirrored one, drawn by
     * the engine's generator.
     */
    public int[] drawViews(int B) {
        int[] views = new int[B];
        if (manifest.config().views() == 2) {
            float[] coins = Plain.floats(rand(B));
            for (int b = 0; b < B; b++) {
                views[b] = coins[b] < 0.5f ? 1 : 0;
            }
        }
        return views;
    }

    /** What is kept of the images; {@link FirstLatent#draw} makes {@code z_1} of it. */
    public Tensor image(int[] rows, int[] views) {
        return gather(LatentShard.IMAGE, rows, views);
    }

    /** The latents of a semantic level of all images, unmirrored, {@code (N, c, side, side)}. */
    public Tensor all(int side) {
        TensorVector parts = new TensorVector();
        for (Safetensors shard : shards) {
            parts.push_back(shard.tensor(LatentShard.name(side)).select(1, 0));
        }
        return cat(parts, 0).to(ScalarType.Float);
    }

    private Tensor gather(String name, int[] rows, int[] views) {
        Map<Integer, List<Integer>> byShard = new LinkedHashMap<>(); // places in the batch
        for (int b = 0; b < rows.length; b++) {
            byShard.computeIfAbsent(shardOf(rows[b]), k -> new ArrayList<>()).add(b);
        }
        int count = manifest.config().views();
        TensorVector parts = new TensorVector();
        long[] back = new long[rows.length];
        int at = 0;
        for (Map.Entry<Integer, List<Integer>> e : byShard.entrySet()) {
            int k = e.getKey();
            long[] local = new long[e.getValue().size()];
            for (int j = 0; j < local.length; j++) {
                int b = e.getValue().get(j);
                local[j] = (long) (rows[b] - starts[k]) * count + Math.min(views[b], count - 1);
                back[b] = at++;
            }
            Tensor stored = shards.get(k).tensor(name).flatten(0, 1); // (n * views, ...)
            parts.push_back(stored.index_select(0, Plain.tensor(local, local.length)));
        }
        return cat(parts, 0).index_select(0, Plain.tensor(back, back.length));
    }

    private int shardOf(int row) {
        if (row < 0 || row >= labels.length) {
            throw new IndexOutOfBoundsException("row " + row + " of " + labels.length);
        }
        int k = Arrays.binarySearch(starts, row);
        int found = k >= 0 ? k : -k - 2;
        while (starts[found + 1] == starts[found]) {
            found++; // a shard without a readable image
        }
        return found;
    }

    @Override
    public void close() {
        shards.forEach(Safetensors::close);
        reducers.close();
    }
}
