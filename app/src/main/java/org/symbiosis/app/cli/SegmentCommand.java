package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.segments.Export;
import org.symbiosis.app.segments.MethodName;
import org.symbiosis.app.segments.SegmentFolder;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.spectral.segment.ZeroShot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis segment}. */
@Command(
        name = "segment",
        description = "Cut photographs into regions by the attention of a model, without labels.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis segment photo.jpg --model dino_deitsmall16.pth --out regions",
            "         symbiosis segment photo.jpg --model clip-b16 --labels cat,sofa,wall"
        })
public final class SegmentCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "IMAGES", description = Locations.HELP)
    private List<String> locations;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "exact",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private MethodName method;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "segments",
            description = "Where the files go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--export",
            paramLabel = "WHAT",
            split = ",",
            defaultValue = "overlay,labels",
            description = "Some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Set<Export> exports;

    @Option(
            names = "--labels",
            paramLabel = "NAMES",
            description =
                    "Name the regions by CLIP: names as cat,dog,grass or a file with one on each"
                            + " line. Overlays show them, and names are exported too.")
    private String labels;

    @Option(names = "--strict", description = "Fail on images that cannot be read.")
    private boolean strict;

    @Mixin private SegmentOptions options;
    @Mixin private NamingOptions naming;
    @Mixin private DatasetCut dataset;
    @Mixin private Output output;

    @Override
    public Integer call() {
        Map<String, Object> lines = new LinkedHashMap<>();
        TerminalProgress progress = new TerminalProgress();
        if (dataset.isAsked()) {
            if (labels != null) {
                throw UserError.usage(
                        "--labels names the regions of each image by itself",
                        "leave --dataset out, or --labels");
            }
            output.print(dataset.run(locations, options, exports, out, progress));
            return 0;
        }
        try (Segmenter segmenter = options.segmenter(method)) {
            fill(segmenter, lines, progress);
        }
        output.print(lines);
        return 0;
    }

    private void fill(Segmenter segmenter, Map<String, Object> lines, TerminalProgress progress) {
        if (labels == null) {
            write(segmenter, exports, lines, progress);
            return;
        }
        List<String> names = LabelList.of(labels);
        Set<Export> more = EnumSet.copyOf(exports);
        more.add(Export.NAMES);
        try (NamingOptions.Opened opened =
                naming.open(segmenter.reader(), names, ZeroShot.THRESHOLD)) {
            write(segmenter.naming(opened.namer()), more, lines, progress);
        }
    }

    private void write(
            Segmenter segmenter,
            Set<Export> what,
            Map<String, Object> lines,
            TerminalProgress progress) {
        SegmentFolder folder =
                new SegmentFolder(out, what, strict ? OnCorrupt.FAIL : OnCorrupt.SKIP, progress);
        for (String location : locations) {
            try (ImageSource source = Locations.open(location)) {
                lines.putAll(folder.fill(source, segmenter));
            }
        }
        if (lines.isEmpty()) {
            throw UserError.failed("none of the images could be read", "see the messages above");
        }
        if (folder.withSinks() > 0) {
            progress.message(
                    "note: attention sinks dominate "
                            + folder.withSinks()
                            + " of the images; --method laplacian is the remedy");
        }
    }
}
