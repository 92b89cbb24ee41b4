package org.symbiosis.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.app.zeroshot.NamedClasses;
import org.symbiosis.app.zeroshot.ZeroShotScore;
import org.symbiosis.app.zeroshot.ZeroShotSheet;
import org.symbiosis.app.zeroshot.ZeroShotStudy;
import org.symbiosis.app.zeroshot.ZeroShotTable;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.spectral.segment.ZeroShot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis evaluate zero-shot}. */
@Command(
        name = "zero-shot",
        description = {
            "Regions found without labels and named by CLIP from the classes' names alone, against"
                    + " what people drew (Table C.3)."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate zero-shot VOCdevkit/VOC2012 --model clip-b16 --limit 200"
        })
public final class EvaluateZeroShotCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Parameters(
            paramLabel = "SET",
            description = AnnotatedLocation.HELP + "; COCO panoptic with all of its categories.")
    private String set;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "exact",
            description =
                    "How regions are found, one of ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    private MethodName method;

    @Option(names = "--limit", paramLabel = "N", description = "The first N images.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "zero-shot-evaluated",
            description = "Report, results and a sheet of pictures (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private SegmentOptions options;
    @Mixin private NamingOptions naming;
    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw UserError.usage("--limit " + limit, "choose 1 or more");
        }
        AnnotatedImages images = images();
        NamedClasses classes = new NamedClasses(images.categories());
        // Where every pixel has a class, the best name is better than none.
        double threshold = classes.hasBackground() ? ZeroShot.THRESHOLD : Double.NEGATIVE_INFINITY;
        try (Segmenter segmenter = options.segmenter(method);
                NamingOptions.Opened opened =
                        naming.open(segmenter.reader(), classes.words(), threshold)) {
            ZeroShotSheet sheet = new ZeroShotSheet(SHOWN, classes);
            Map<String, ZeroShotScore> scores =
                    new ZeroShotStudy(images, classes, segmenter, opened.namer())
                            .run(limit, sheet, new TerminalProgress());
            String what =
                    "%d images of %s, regions by %s of %s"
                            .formatted(
                                    Math.min(limit, images.size()), set, method, options.model());
            ZeroShotTable table = new ZeroShotTable(what, TypedCommand.of(spec), classes, scores);
            table.write(out, sheet.png());
            output.print(table.markdown() + "\n" + out.resolve("report.html"), table.results());
            return 0;
        }
    }

    /** COCO's groups are no names to look for, so that its categories stay apart. */
    private AnnotatedImages images() {
        boolean panoptic =
                !RoomsSources.isLocation(set) && Files.isDirectory(Path.of(set, "panoptic"));
        return panoptic ? CocoPanoptic.open(Path.of(set)) : AnnotatedLocation.open(set);
    }
}
