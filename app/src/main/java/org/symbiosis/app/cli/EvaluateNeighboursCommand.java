package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.ImageCodecs;
import org.symbiosis.app.nested.NeighbourSheet;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.nested.LatentChain;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.tensor.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate neighbours}. */
@Command(
        name = "neighbours",
        description =
                "The training images nearest to drawn or given images, by the encoder's vector and"
                        + " by image latent (Fig. 5.5): shows what the encoder finds alike, and whether a"
                        + " model repeats what it learnt from.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate neighbours --model runs/n3 --latents latents/c10 -o near.png"
        })
final class EvaluateNeighboursCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "RUN",
            required = true,
            description = "A run of 'train nested'.")
    private Path model;

    @Option(
            names = "--latents",
            paramLabel = "FOLDER",
            required = true,
            description = "The latents of its training images.")
    private Path latents;

    @Option(
            names = "--from",
            paramLabel = "IMAGES",
            description = "Look up these images instead of drawn ones.")
    private String from;

    @Option(
            names = {"-n", "--samples"},
            paramLabel = "N",
            defaultValue = "6",
            description = "Images to draw (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "-k",
            paramLabel = "K",
            defaultValue = "8",
            description = "Neighbours (default: ${DEFAULT-VALUE}).")
    private int neighbours;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.png",
            defaultValue = "neighbours.png",
            description = "The sheet (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private WishOptions how;
    @Mixin private HierarchyWishOptions hierarchy;
    @Mixin private VisualEncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        if (samples < 1 || neighbours < 1) {
            throw UserError.usage("-n and -k must be at least 1", "leave them out");
        }
        Wishes wishes = how.wishes();
        try (Scope s = Scope.open();
                Atelier atelier =
                        Atelier.open(model, wishes, hierarchy.wishes(), new TerminalProgress());
                LatentStore store = LatentStore.open(latents);
                ImageCodec codec =
                        ImageCodecs.open(
                                atelier.model().config().pyramid().first(),
                                wishes.autoencoder().map(Path::toString))) {
            require(atelier, store);
            NeighbourSheet.Found found =
                    new NeighbourSheet(store, codec, neighbours)
                            .of(queries(atelier, wishes.seed()));
            found.sheet().png().write(out);
            output.print(result(atelier, store, found));
            return 0;
        }
    }

    private void require(Atelier atelier, LatentStore store) {
        if (atelier.model().config().levels() < 2) {
            throw UserError.usage(
                    model + " has one level, which means nothing", "give a deeper hierarchy");
        }
        store.require(atelier.model().identity(), atelier.model().config().sides());
    }

    private NeighbourSheet.Queries queries(Atelier atelier, long seed) {
        LatentChain chain = from == null ? drawn(atelier, seed) : given(atelier);
        Tensor top = chain.level(chain.levels());
        List<String> names = new ArrayList<>();
        for (int q = 0; q < top.size(0); q++) {
            names.add((from == null ? "drawn " : "given ") + q);
        }
        return new NeighbourSheet.Queries(
                names, top, chain.level(1), Bitmaps.of(atelier.pictures(chain)));
    }

    private LatentChain given(Atelier atelier) {
        return atelier.start(from, encoder.given()).chain();
    }

    private LatentChain drawn(Atelier atelier, long seed) {
        Told told = atelier.model().config().told();
        try (Prompting texts = hierarchy.wishes().prompting(told)) {
            Prompting shown = told instanceof Told.Classes c ? Prompting.classes(c.count()) : texts;
            Prompts prompts = shown.of(0, samples);
            return atelier.draw(new SampleRequest(seed, Map.of(), 0, samples, prompts));
        }
    }

    private Map<String, Object> result(
            Atelier atelier, LatentStore store, NeighbourSheet.Found found) {
        Map<String, Object> result = new LinkedHashMap<>(NestedGenerator.words(atelier));
        double top = 0;
        double image = 0;
        int queries = found.byTop().rows().length;
        for (int q = 0; q < queries; q++) {
            top += found.byTop().distances()[q][0] / queries;
            image += found.byImage().distances()[q][0] / queries;
        }
        result.put("training_images", store.size());
        result.put("nearest_top_cosine_distance", top);
        result.put("nearest_image_distance", image);
        result.put("out", out.toString());
        return result;
    }
}
