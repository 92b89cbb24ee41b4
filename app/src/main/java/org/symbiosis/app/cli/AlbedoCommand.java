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
        Planes picture = Photo.read(photo);
        if (flatten != null) {
            Flattening.requireMemoryFor(picture.width(), picture.height());
        }
        TerminalProgress progress = new TerminalProgress();
        Planes albedo;
        try (RelightFile file = options.open()) {
            albedo = options.relighter(file.model()).albedo(picture, progress);
        }
        if (flatten != null) {
            albedo = new Flattening(FlattenConfig.USUAL.withEdges(flatten)).of(albedo);
        }
        Png.of(Bitmaps.of(albedo), 1).write(out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("out", out.toString());
        result.put("width", picture.width());
        result.put("height", picture.height());
        result.put("encoding", "sRGB");
        if (linear != null) {
            write(linear, albedo.width(), albedo.height(), Shading.linear(albedo));
            result.put("linear", linear.toString());
        }
        if (shading != null) {
            write(shading, albedo.width(), albedo.height(), Shading.of(picture, albedo));
            result.put("shading", shading.toString());
        }
        output.print(out.toString(), result);
        return 0;
    }

    private static void write(Path path, int width, int height, float[] values) {
        Npy.write(path, values, height, width, 3);
    }
}
