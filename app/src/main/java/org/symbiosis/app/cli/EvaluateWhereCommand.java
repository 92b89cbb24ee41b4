package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.app.where.SetSolutions;
import org.symbiosis.app.where.WhereJudge;
import org.symbiosis.app.where.WhereSheet;
import org.symbiosis.app.where.WhereStudy;
import org.symbiosis.app.where.WhereTable;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetTap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis evaluate where}. */
@Command(
        name = "where",
        description = {
            "What and where over a whole set: images solved together by query-key and by"
                    + " value-value graphs, against classes and places (Tables 4.3 and 4.4)."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate where rooms:scenes?n=100 --model runs/rooms --size 64"
                    + " --seed 0,1,2"
        })
public final class EvaluateWhereCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Parameters(paramLabel = "SET", description = AnnotatedLocation.HELP + ".")
    private String set;

    @Option(
            names = "--graph",
            paramLabel = "G",
            defaultValue = "both",
            description =
                    "qk: queries and keys, by layout; vv: values, by meaning; or both (default:"
                            + " ${DEFAULT-VALUE}).")
    private GraphChoice graph;

    @Option(
            names = "--regions",
            paramLabel = "K",
            description =
                    "Clusters of all pixels (default: as many as classes); twice as many where"
                            + " classes are divided into left and right.")
    private Integer regions;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            split = ",",
            defaultValue = "0",
            description =
                    "One or more, as 0,1,2: starts of the solver and of k-means; the table shows"
                            + " mean and deviation (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Option(names = "--limit", paramLabel = "N", description = "The first N images.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "where-evaluated",
            description = "Report, results and a sheet of pictures (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private SetOptions options;
    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        NamedSet named = NamedSet.open(set, limit);
        WhereJudge judge = new WhereJudge(named, clusters(named));
        try (AttentionModel model = options.open();
                SetTap tap = options.tap(model, named.images(), named::picture)) {
            Path states = out.resolve("states-" + options.identity(set, tap));
            WhereStudy.Outcome found =
                    new WhereStudy(
                                    judge,
                                    new SetSolutions(tap, options.config(tap), states),
                                    graph.affinities(),
                                    seeds)
                            .run(new TerminalProgress());
            String what = "%s, read by %s".formatted(named.name(), options.model());
            WhereTable table = new WhereTable(what, TypedCommand.of(spec), found.rows());
            table.write(out, new WhereSheet(named, SHOWN).draw(found.shown()));
            output.print(table.markdown() + "\n" + out.resolve("report.html"), table.results());
            return 0;
        }
    }

    private int clusters(NamedSet named) {
        if (regions != null && regions < 1) {
            throw UserError.usage("--regions " + regions, "choose 1 or more");
        }
        return regions == null ? named.classes() : regions;
    }
}
