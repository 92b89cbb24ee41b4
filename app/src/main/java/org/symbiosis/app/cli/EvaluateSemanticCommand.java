package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.app.where.PixelEdges;
import org.symbiosis.app.where.SemanticStudy;
import org.symbiosis.app.where.SemanticTable;
import org.symbiosis.app.where.SetSolutions;
import org.symbiosis.app.where.WhereSheet;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.SetTap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis evaluate semantic}. */
@Command(
        name = "semantic",
        description = {
            "Unsupervised semantic segmentation: the places of all images of a set are clustered"
                    + " together and the clusters named after classes, greedily and one to one"
                    + " (Tables 4.2 and 4.3). Images as in the dissertation: the square in the"
                    + " middle, compared at 320 pixels."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate semantic cityscapes --model dino-s16 --size 320 --seed 0,1,2"
        })
public final class EvaluateSemanticCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Parameters(paramLabel = "SET", description = AnnotatedLocation.HELP + ".")
    private String set;

    @Option(
            names = "--graph",
            paramLabel = "G",
            defaultValue = "vv",
            description =
                    "vv: values, by meaning; qk: queries and keys, by layout; or both (default:"
                            + " ${DEFAULT-VALUE}).")
    private GraphChoice graph;

    @Option(
            names = "--regions",
            paramLabel = "K",
            description = "Clusters of all pixels (default: as many as classes).")
    private Integer regions;

    @Option(
            names = "--edges",
            paramLabel = "E",
            split = ",",
            defaultValue = "places",
            description =
                    "places: blocks of a patch; colours: moved to the images' own edges by a dense"
                            + " random field, seconds each; or places,colours for a row of each"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<PixelEdges> edges;

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
            defaultValue = "semantic-evaluated",
            description = "Report, results and a sheet of pictures (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private SetOptions options;
    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        NamedSet named = NamedSet.open(set, limit);
        if (regions != null && regions < 1) {
            throw UserError.usage("--regions " + regions, "choose 1 or more");
        }
        int clusters = regions == null ? named.classes() : regions;
        try (AttentionModel model = options.open();
                SetTap tap = options.tap(model, named.images(), named::picture)) {
            Path states = out.resolve("states-" + options.identity(set, tap));
            SemanticStudy study =
                    new SemanticStudy(
                            named,
                            new SetSolutions(tap, options.config(tap), states),
                            clusters,
                            graph.affinities(),
                            edges.stream().distinct().toList(),
                            seeds);
            SemanticStudy.Outcome found = study.run(new TerminalProgress());
            String what =
                    "%s, read by %s, %d clusters"
                            .formatted(named.name(), options.model(), clusters);
            SemanticTable table =
                    SemanticTable.of(what, TypedCommand.of(spec), named, found.rows());
            table.write(out, new WhereSheet(named, SHOWN).draw(found.shown()));
            output.print(table.markdown() + "\n" + out.resolve("report.html"), table.results());
            return 0;
        }
    }
}
