package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Tsne;
import org.symbiosis.eval.TsneConfig;
import org.symbiosis.report.Axes;
import org.symbiosis.report.ScatterChart;
import org.symbiosis.tensor.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate tsne}. */
@Command(
        name = "tsne",
        description =
                "Lay the features of images out in a plane by t-SNE: a picture, coloured by class"
                        + " (Figure 3.1).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate tsne --model runs/gan --data test.zip --limit 2000 -o"
                    + " tsne.png"
        })
final class EvaluateTsneCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            required = true,
            description = Locations.HELP + "; classes are not needed.")
    private String data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.png",
            required = true,
            description = "Where to write the picture; the places go to FILE.npy.")
    private Path out;

    @Option(
            names = "--perplexity",
            paramLabel = "P",
            description = "Neighbours that a point minds (default: 30, fewer for few images).")
    private Double perplexity;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Steps of the descent (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--seed", paramLabel = "SEED", description = "Parts equal points.")
    private long seed;

    @Mixin private ImageOptions images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource source = images.open(data)) {
            Features features = encoder.features(source);
            Tsne.Layout layout =
                    new Tsne(config(features.n()), new TerminalProgress()).layout(features);
            chart(features, layout, source.classes()).png().write(out);
            Path places = places(features.n(), layout);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", features.what());
            result.put("images", features.n());
            result.put("divergence", layout.divergence());
            result.put("picture", out.toString());
            result.put("places", places.toString());
            output.print(result);
            return 0;
        }
    }

    private TsneConfig config(int points) {
        TsneConfig usual = TsneConfig.of(points, seed);
        TsneConfig config =
                iterations == usual.iterations() ? usual : usual.withIterations(iterations);
        return perplexity == null ? config : config.withPerplexity(perplexity);
    }

    private static ScatterChart chart(Features features, Tsne.Layout layout, List<String> classes) {
        int[] labels = classes.isEmpty() ? noLabels(features.n()) : features.labels();
        return new ScatterChart(
                new Axes(features.what(), "", ""), layout.x(), layout.y(), labels, classes);
    }

    private static int[] noLabels(int n) {
        int[] none = new int[n];
        Arrays.fill(none, -1);
        return none;
    }

    private Path places(int n, Tsne.Layout layout) {
        float[] places = new float[2 * n];
        for (int i = 0; i < n; i++) {
            places[2 * i] = (float) layout.x()[i];
            places[2 * i + 1] = (float) layout.y()[i];
        }
        String name = out.getFileName().toString().replaceFirst("\\.png$", "");
        Path file = out.toAbsolutePath().resolveSibling(name + ".npy");
        Npy.write(file, places, n, 2);
        return file;
    }
}
