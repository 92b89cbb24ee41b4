package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.segments.SegmentComparison;
import org.symbiosis.app.segments.SegmentGallery;
import org.symbiosis.app.segments.SegmentRow;
import org.symbiosis.app.segments.SegmentTable;
import org.symbiosis.app.segments.TruthSet;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis evaluate segments}. */
@Command(
        name = "segments",
        description = "Regions of photographs against those that people drew, method by method.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate segments coco/val40 --model vit_tiny.safetensors"
                    + " --method exact,fast,kmeans"
        })
public final class EvaluateSegmentsCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Parameters(
            paramLabel = "SET",
            description =
                    "COCO panoptic (images/, panoptic/), BSDS500 (images/, segmentations/), Pascal"
                            + " VOC, Cityscapes, COCO-Stuff, your own maps (images/, labels/,"
                            + " classes.txt), or rooms:scenes.")
    private String set;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "exact,fast,kmeans",
            description = "One or more of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<MethodName> methods;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "segments-evaluated",
            description = "Report, results and a sheet of pictures (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--limit", paramLabel = "N", description = "The first N photographs.")
    private int limit = Integer.MAX_VALUE;

    @Mixin private SegmentOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        TruthSet truth = TruthSet.open(set);
        Map<String, SegmentMethod> named = new LinkedHashMap<>();
        methods.forEach(m -> named.put(m.toString(), options.method(m)));
        SegmentGallery gallery = new SegmentGallery(truth, SHOWN);
        try (Segmenter model = options.segmenter(methods.get(0))) {
            List<SegmentRow> rows =
                    new SegmentComparison(truth, model, named, options.counts(), options.seed())
                            .run(limit, gallery, new TerminalProgress());
            String what =
                    "%d photographs of %s, read by %s"
                            .formatted(Math.min(limit, truth.size()), set, options.model());
            SegmentTable table = new SegmentTable(what, TypedCommand.of(spec), rows);
            table.write(out, gallery);
            System.out.println(table.markdown());
            System.out.println(out.resolve("report.html"));
            return 0;
        }
    }
}
