package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbiosis.app.Locations;
import org.symbiosis.app.nested.ImageCodecs;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentPyramid;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.VisualEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis latents}. */
@Command(
        name = "latents",
        description =
                "Compute the hierarchical latents of images once, for 'train nested'. Goes on where"
                        + " it was cut off.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis latents cifar10-train.tar.gz --encoder runs/c10 --out latents/c10",
            "         symbiosis latents imagenet/train --preset imagenet256 --encoder dino-b16"
                    + " --autoencoder sd-vae --out latents/imagenet"
        })
public final class LatentsCommand implements Callable<Integer> {
    @picocli.CommandLine.Parameters(paramLabel = "IMAGES", description = Locations.HELP)
    private String data;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "Stable Diffusion's autoencoder, for presets on its latents.")
    private String autoencoder;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one value, such as pyramid.minCrop=8 or flips=none.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Folder of the cache.")
    private Path out;

    @Mixin private VisualEncoderOptions encoder;
    @Mixin private HierarchyOptions hierarchy;
    @Mixin private ImageOptions images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        LatentPyramid pyramid = hierarchy.recipe().model().pyramid();
        LatentsConfig config = Configs.withOverrides(LatentsConfig.of(pyramid), overrides);
        try (ImageSource source = images.open(data);
                VisualEncoder network = encoder.required().open();
                ImageCodec codec =
                        ImageCodecs.open(
                                config.pyramid().first(), Optional.ofNullable(autoencoder));
                LatentStore store =
                        LatentCache.build(
                                out,
                                source,
                                config,
                                network,
                                codec,
                                images.onCorrupt(),
                                new TerminalProgress())) {
            output.print(described(store));
            return 0;
        }
    }

    private Map<String, Object> described(LatentStore store) {
        LatentPyramid pyramid = store.manifest().config().pyramid();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("folder", out.toString());
        all.put("images", store.size());
        all.put("encoder", store.manifest().encoder());
        for (int l = pyramid.levels(); l >= 2; l--) {
            double kept = store.reducers().keptShares().get(pyramid.side(l));
            all.put(
                    "level " + l,
                    "%s, %.1f %% of the variance".formatted(pyramid.shape(l).words(), 100 * kept));
        }
        all.put("level 1", pyramid.shape(1).words());
        return all;
    }
}
