package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.segments.InstanceComparison;
import org.symbiosis.app.segments.InstanceRow;
import org.symbiosis.app.segments.InstanceSheet;
import org.symbiosis.app.segments.InstanceTable;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.segments.Models;
import org.symbiosis.app.segments.Models.DiffusionSettings;
import org.symbiosis.app.segments.ObjectSet;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.segment.PhotoReader;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis evaluate instances}. */
@Command(
        name = "instances",
        description = {
            "Objects proposed without labels against those that people outlined, of any class:"
                    + " COCO's average precision and recall of boxes and masks (Table C.4)."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate instances coco --model dino-s16"
                    + " --method fast,tokencut,maskcut --limit 500"
        })
public final class EvaluateInstancesCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Parameters(paramLabel = "SET", description = ObjectSet.HELP + ".")
    private String set;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run's folder, weights of a vision transformer, or a model's name.")
    private String model;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "exact,fast,tokencut,maskcut",
            description = "One or more of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<MethodName> methods;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Shorter side that the model is shown (default: 448; 28 patches for models of"
                            + " small pictures).")
    private int size;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Starts of the solver and of k-means (default: 0).")
    private long seed;

    @Option(names = "--limit", paramLabel = "N", description = "The first N photographs.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "instances-evaluated",
            description = "Report, results and a sheet of pictures (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw UserError.usage("--limit " + limit, "choose 1 or more");
        }
        ObjectSet truth = ObjectSet.open(set);
        Map<String, SegmentMethod> named = new LinkedHashMap<>();
        methods.forEach(m -> named.put(m.toString(), m.method(Affinity.QUERY_KEY, seed)));
        InstanceSheet sheet = new InstanceSheet(truth, SHOWN);
        PhotoReader reader = Models.reader(model, size, DiffusionSettings.usual(seed));
        try (Segmenter segmenter = Segmenter.of(reader, SpectralConfig.fast())) {
            List<InstanceRow> rows =
                    new InstanceComparison(truth, segmenter, named, seed)
                            .run(limit, sheet, new TerminalProgress());
            String what =
                    "%d photographs of %s, read by %s"
                            .formatted(Math.min(limit, truth.size()), set, model);
            InstanceTable table = new InstanceTable(what, TypedCommand.of(spec), rows);
            table.write(out, sheet.sheet().png());
            output.print(table.markdown() + "\n" + out.resolve("report.html"), table.results());
            return 0;
        }
    }
}
