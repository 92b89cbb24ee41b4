package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.cat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.data.ImageSource;
import org.symbiosis.nested.latents.LatentWorkers.Part;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/**
 * One file of a cache: {@code image} and {@code latent.S} for every side S, each {@code (n, views,
 * ...)}, with {@code label} and {@code index} in the source, {@code (n)}.
 */
final class LatentShard {
    static final String IMAGE = "image";
    static final String LABEL = "label";
    private static final String INDEX = "index";

    private LatentShard() {}

    static String name(int side) {
        return "latent." + side;
    }

    static Path in(Path folder, int k) {
        return folder.resolve(String.format(Locale.ROOT, "shard-%05d.safetensors", k));
    }

    /** Writes the parts of one shard. */
    static void write(
            Path file,
            LatentsConfig config,
            ImageSource source,
            List<Part<Map<String, LatentCache.Values>>> parts) {
        try (Scope s = Scope.open()) {
            Map<String, TensorVector> joined = new LinkedHashMap<>();
            List<Integer> indices = new ArrayList<>();
            for (Part<Map<String, LatentCache.Values>> part : parts) {
                indices.addAll(part.indices());
                part.result()
                        .forEach(
                                (name, v) ->
                                        joined.computeIfAbsent(name, n -> new TensorVector())
                                                .push_back(Plain.tensor(v.values(), v.shape())));
            }
            Map<String, Tensor> all = new LinkedHashMap<>();
            joined.forEach((name, t) -> all.put(name, cat(t, 0).to(type(name, config))));
            long[] index = indices.stream().mapToLong(Integer::longValue).toArray();
            long[] label = indices.stream().mapToLong(source::label).toArray();
            all.put(INDEX, Plain.tensor(index, index.length));
            all.put(LABEL, Plain.tensor(label, label.length));
            Safetensors.write(file, all, Map.of());
        }
    }

    private static ScalarType type(String name, LatentsConfig config) {
        if (name.equals(IMAGE) && config.pyramid().first() instanceof FirstLatent.Pixels) {
            return ScalarType.Byte;
        }
        return config.storage() == LatentsConfig.Storage.HALF ? ScalarType.Half : ScalarType.Float;
    }
}
