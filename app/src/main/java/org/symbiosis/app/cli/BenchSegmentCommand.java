package org.symbiosis.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.bench.PlantedAttention;
import org.symbiosis.app.bench.SolverRace;
import org.symbiosis.app.bench.SolverRace.Row;
import org.symbiosis.app.bench.SolverRun;
import org.symbiosis.app.bench.SolverTable;
import org.symbiosis.app.segments.Models;
import org.symbiosis.config.Configs;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.Evaluation;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.segment.InputSize;
import org.symbiosis.spectral.segment.PatchReader;
import org.symbiosis.spectral.segment.PatchReading;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the solvers of chapter 4 against the released loop, on the same attention. */
@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        description = {
            "Times the solvers for one image, from queries and keys to features, against the"
                    + " released loop (2000 passes, graph by graph).",
            "Without --model, attention with planted regions of the size of ViT-S/16: 12 layers of"
                    + " 6 heads, 28 x 28 places at 448 pixels."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench segment --model dino_deitsmall16.pth --image photo.jpg --rounds 5"
        })
public final class BenchSegmentCommand implements Callable<Integer> {
    private static final int PATCH = 16;
    private static final int DEPTH = 12;
    private static final int HEADS = 6;

    @Spec private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "An attention model, with --image (default: planted attention).")
    private Path model;

    @Option(names = "--image", paramLabel = "FILE", description = "The photograph it is shown.")
    private Path image;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Shorter side (default: 448; 28 patches for models of small pictures).")
    private int size;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "Rounds after a first one that is not counted (default: 3).")
    private int rounds;

    @Option(
            names = "--literal-passes",
            defaultValue = "60",
            paramLabel = "P",
            description =
                    "Passes of the released loop that are run in a round, the time of the others is"
                            + " projected; all runs the whole loop (default: ${DEFAULT-VALUE}).")
    private String literalPasses;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Threads of an operation of the engine (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--all", description = "Times one-product and periodic too.")
    private boolean all;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "SEED",
            description = "Draws the planted attention and the solvers' starts (default: 0).")
    private long seed;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (rounds < 1 || threads < 1 || (model == null) != (image == null)) {
            throw UserError.usage(
                    "--rounds and --threads must be at least 1, --model and --image go together",
                    "leave them out for the usual race");
        }
        List<SolverRun> runs = runs();
        int before = Engine.threads();
        Engine.useThreads(threads);
        try (Scope s = Scope.open()) {
            if (model == null) {
                planted(runs);
            } else {
                photograph(runs);
            }
        } finally {
            Engine.useThreads(before);
        }
        return 0;
    }

    private List<SolverRun> runs() {
        List<SolverRun> runs = new ArrayList<>();
        runs.add(literal());
        runs.add(new SolverRun.Whole("exact", SpectralConfig.exact().withSeed(seed)));
        runs.add(new SolverRun.Whole("fast", SpectralConfig.fast().withSeed(seed)));
        if (all) {
            runs.add(released("one-product", new Evaluation.OneProduct()));
            runs.add(released("periodic", Evaluation.Periodic.usual()));
        }
        return runs;
    }

    private SolverRun released(String name, Evaluation evaluation) {
        return new SolverRun.Whole(name, SpectralConfig.released(evaluation).withSeed(seed));
    }

    private SolverRun literal() {
        SpectralConfig config = SpectralConfig.literal().withSeed(seed);
        if (literalPasses.equals("all")) {
            return new SolverRun.Whole("literal", config);
        }
        try {
            return new SolverRun.Part("literal", config, Integer.parseInt(literalPasses));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(
                    "--literal-passes " + literalPasses, "give a number from 2 to 2000, or all");
        }
    }

    private void planted(List<SolverRun> runs) {
        InputSize input = size == 0 ? InputSize.usual(PATCH) : new InputSize(size, PATCH);
        Grid grid = input.grid(1, 1);
        PlantedAttention attention = PlantedAttention.of(grid, DEPTH, HEADS, seed);
        Optional<Labels> truth = Optional.of(attention.regions());
        race(new SolverRace(runs, attention.layers(), truth), "planted attention");
    }

    private void photograph(List<SolverRun> runs) {
        try (AttentionModel opened = Models.open(model.toString())) {
            InputSize input =
                    size == 0
                            ? InputSize.usual(opened.patch())
                            : new InputSize(size, opened.patch());
            PatchReading reading = new PatchReader(opened, input).read(Segmenter.picture(image));
            String what = model.getFileName() + ", " + image.getFileName();
            race(new SolverRace(runs, reading.layers(), Optional.empty()), what);
        }
    }

    private void race(SolverRace race, String what) {
        Grid grid = race.layers().get(0).grid();
        int graphs = race.layers().stream().mapToInt(AttentionLayer::heads).sum();
        String setting =
                "%s: %d x %d places, %d layers, %d graphs; threads: %d"
                        .formatted(
                                what,
                                grid.rows(),
                                grid.columns(),
                                race.layers().size(),
                                graphs,
                                threads);
        line(setting);
        if (!literalPasses.equals("all")) {
            line(
                    "literal: %s of its 2000 passes are run, the rest is projected"
                            .formatted(literalPasses));
        }
        List<Row> rows = race.run(rounds, this::line);
        SolverTable.lines(rows).forEach(this::line);
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("setting", setting);
            result.put("literalPasses", literalPasses);
            result.put("rounds", rounds);
            result.put("solvers", rows.stream().map(Row::known).toList());
            spec.commandLine().getOut().println(Configs.json(result));
        }
    }

    private void line(String text) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
