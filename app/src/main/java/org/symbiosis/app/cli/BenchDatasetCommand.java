package org.symbiosis.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.bench.PlantedSet;
import org.symbiosis.app.bench.SetRace;
import org.symbiosis.app.segments.Models;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.config.Configs;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times the joint solution of sets of several sizes against the released alternation. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = {
            "Times the joint solution of a set of images: the released alternation over minibatches,"
                    + " the released objective on one sparse graph of the whole set ('global') and"
                    + " that graph's eigenvectors ('fast'), and says how well each agrees with the"
                    + " classes of the pixels. The images are read once before.",
            "Without --model, images with planted classes."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench dataset 'rooms:scenes?n=100&size=32' --model runs/rooms --size 32"
        })
public final class BenchDatasetCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SET",
            defaultValue = "rooms:scenes?n=100&size=32",
            description = AnnotatedLocation.HELP + " (default: ${DEFAULT-VALUE}).")
    private String set;

    @Option(
            names = "--images",
            paramLabel = "N",
            split = ",",
            defaultValue = "20,40,100",
            description = "Sizes of the set (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of all solvers (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--visits",
            paramLabel = "N",
            defaultValue = "154",
            description =
                    "How often the alternation takes up each image; the dissertation's schedule on"
                            + " COCO comes to ${DEFAULT-VALUE} (the default).")
    private int visits;

    @Option(
            names = "--minibatch",
            paramLabel = "B",
            defaultValue = "40",
            description = "Images of a minibatch of the alternation (default: ${DEFAULT-VALUE}).")
    private int minibatch;

    @Option(
            names = "--group",
            paramLabel = "B",
            defaultValue = "10",
            description =
                    "Images that the global graph joins at a time, in four random splits of the"
                            + " set (default: ${DEFAULT-VALUE}).")
    private int group;

    @Option(
            names = "--channels",
            paramLabel = "C",
            defaultValue = "50",
            description = "Channels of the maps (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Threads of an operation of the engine (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Starts of the solvers and of k-means (default: 0).")
    private long seed;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = "--places",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Without a model: places of an image from edge to edge (default:"
                            + " ${DEFAULT-VALUE}).")
    private int places;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A model that reads the images (default: planted classes).")
    private String model;

    @Mixin private TapOptions options;

    @Override
    public Integer call() {
        requirePositive();
        int before = Engine.threads();
        Engine.useThreads(threads);
        try {
            if (model == null) {
                PlantedSet planted = new PlantedSet(Collections.max(sizes), places, seed);
                NamedSet named = new NamedSet(planted, planted.size(), places);
                race(new SetRace(named, planted, maps(places), visits, minibatch, group));
            } else {
                photographs();
            }
        } finally {
            Engine.useThreads(before);
        }
        return 0;
    }

    private void photographs() {
        NamedSet named = NamedSet.open(set, Collections.max(sizes));
        if (named.images() < Collections.max(sizes)) {
            throw UserError.usage(
                    "%s has %d images".formatted(set, named.images()), "give smaller --images");
        }
        try (AttentionModel opened = Models.open(model);
                SetTap tap = options.tap(opened, named.images(), named::picture)) {
            for (int i = 0; i < named.images(); i++) {
                tap.tokens(i);
            }
            race(new SetRace(named, tap, maps(tap.side()), visits, minibatch, group));
        }
    }

    private SetConfig maps(int side) {
        return SetConfig.fast()
                .withMaps(channels, side)
                .withAffinity(Affinity.VALUE_VALUE)
                .withSeed(seed);
    }

    private void requirePositive() {
        List<Integer> all = new ArrayList<>(sizes);
        Collections.addAll(all, rounds, visits, minibatch, group, channels, threads, places);
        if (Collections.min(all) < 1) {
            throw UserError.usage(
                    "--images, --rounds, --visits, --minibatch, --group, --channels, --threads"
                            + " and --places must be at least 1",
                    "leave them out for the usual race");
        }
    }

    private void race(SetRace race) {
        List<SetRace.Row> rows = new ArrayList<>();
        sizes.forEach(images -> rows.addAll(race.run(images, rounds, this::line)));
        line(
                "| images | solver | s | s an image | CPU s | times faster | peak MB | objective |"
                        + " mIoU greedy | mIoU Hungarian | adjusted Rand |");
        line("|---:|---|" + "---:|".repeat(9));
        rows.forEach(r -> line(text(r)));
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("set", race.set().name());
            result.put("model", String.valueOf(model));
            result.put("rounds", rounds);
            result.put("visits", visits);
            result.put("minibatch", minibatch);
            result.put("group", group);
            result.put("solvers", rows);
            spec.commandLine().getOut().println(Configs.json(result));
        }
    }

    private static String text(SetRace.Row r) {
        return "| %d | %s | %.2f | %.4f | %.2f | %.1f | %.0f | %.3f | %.3f | %.3f | %.3f |"
                .formatted(
                        r.images(),
                        r.name(),
                        r.seconds(),
                        r.secondsAnImage(),
                        r.cpuSeconds(),
                        r.ratio(),
                        r.peakMegabytes(),
                        r.objective(),
                        r.greedy(),
                        r.hungarian(),
                        r.rand());
    }

    private void line(String text) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
