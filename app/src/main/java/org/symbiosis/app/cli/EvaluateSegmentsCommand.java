package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.segments.SegmentComparison;
import org.symbiosis.app.segments.TruthSet;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    @Parameters(
            paramLabel = "SET",
            description = "COCO panoptic (images/, panoptic/) or BSDS500 (images/, segmentations/).")
    private Path set;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "exact,fast,kmeans",
            description = "One or more of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<MethodName> methods;

    @Option(names = "--limit", paramLabel = "N", description = "The first N photographs.")
    private int limit = Integer.MAX_VALUE;

    @Mixin private SegmentOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
        TruthSet truth = TruthSet.open(set);
        Map<String, SegmentMethod> named = new LinkedHashMap<>();
        methods.forEach(m -> named.put(m.toString(), options.method(m)));
        try (Segmenter model = options.segmenter(MethodName.FAST)) {
            List<SegmentComparison.Row> rows =
                    new SegmentComparison(truth, model, named, options.count(), options.seed())
                            .run(limit, (i, p, m, s, c) -> {}, new TerminalProgress());
            Map<String, Object> result = new LinkedHashMap<>();
            rows.forEach(r -> result.put(r.method(), sentence(r)));
            output.print(result);
            return 0;
        }
    }

    private static String sentence(SegmentComparison.Row r) {
        return String.format(
                Locale.ROOT,
                "oracle mIoU %.3f (per image %.3f), covering %.3f, Rand %.3f, VI %.3f, %.1f"
                        + " regions, objective %.4f, %.2f s",
                r.oracle(),
                r.oraclePerImage(),
                r.regions().covering(),
                r.regions().probabilisticRand(),
                r.regions().variationOfInformation(),
                r.count(),
                r.objective(),
                r.seconds());
    }
}
