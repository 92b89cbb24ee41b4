package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.relight.Photo;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.app.relight.Shading;
import org.symbiosis.data.Planes;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.flatten.FlattenConfig;
import org.symbiosis.intrinsics.flatten.FlattenConfig.Edges;
import org.symbiosis.intrinsics.flatten.Flattening;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.Png;
import org.symbiosis.tensor.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis albedo}. */
@Command(
        name = "albedo",
        description = {
            "Show a photograph without its light. The picture is sRGB like the photograph.",
            RelightModels.LIMITS
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis albedo room.jpg --flatten flattened --shading shading.npy"
        })
public final class AlbedoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PHOTO", description = "The photograph.")
    private Path photo;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "albedo.png",
            description = "Where the albedo goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--flatten",
            paramLabel = "EDGES",
            arity = "0..1",
            fallbackValue = "flattened",
            description =
                    "Make its colours even piece by piece; edges ${COMPLETION-CANDIDATES}"
                            + " (default when given: ${FALLBACK-VALUE}).")
    private Edges flatten;

    @Option(
            names = "--linear",
            paramLabel = "FILE.npy",
            description = "Also write the albedo in linear light, (height, width, 3) floats.")
    private Path linear;

    @Option(
            names = "--shading",
            paramLabel = "FILE.npy",
            description =
                    "Also write photograph / albedo in linear light, (height, width, 3) floats;"
                            + " the albedo is taken as at least 0.01.")
    private Path shading;

    @Mixin private RelightOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
        FileEnding.PNG.require("--out", out);
        FileEnding.NPY.require("--linear", linear);
        FileEnding.NPY.require("--shading", shading);
        Planes picture = Photo.read(photo);
        if (flatten != null) {
            Flattening.requireMemoryFor(picture.width(), picture.height());
        }
        Planes albedo = albedo(picture);
        Png.of(Bitmaps.of(albedo), 1).write(out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("out", out.toString());
        result.put("width", picture.width());
        result.put("height", picture.height());
        result.put("encoding", "sRGB");
        if (linear != null) {
            write(linear, picture, (y, row) -> Shading.linear(albedo, y, row));
            result.put("linear", linear.toString());
        }
        if (shading != null) {
            write(shading, picture, (y, row) -> Shading.of(picture, albedo, y, row));
            result.put("shading", shading.toString());
        }
        output.print(out.toString(), result);
        return 0;
    }

    private Planes albedo(Planes picture) {
        try (RelightFile file = options.open()) {
            Planes shown = options.relighter(file.model()).albedo(picture, new TerminalProgress());
            return flatten == null
                    ? shown
                    : new Flattening(FlattenConfig.USUAL.withEdges(flatten)).of(shown);
        }
    }

    private static void write(Path path, Planes picture, Npy.Rows rows) {
        Npy.write(path, rows, picture.height(), picture.width(), 3);
    }
}
