package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.eval.ClusterStudy;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.KMeans;
import org.symbiosis.report.Spread;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate kmeans}. */
@Command(
        name = "kmeans",
        description =
                "Spherical k-means against the classes: accuracy under the best assignment, NMI and"
                        + " purity, percent, mean and deviation over runs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis evaluate kmeans --model runs/c10 --data test.zip"})
final class EvaluateKMeansCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            required = true,
            description = "Images with classes, usually the test images: " + Locations.HELP + ".")
    private String data;

    @Option(
            names = "--clusters",
            paramLabel = "K",
            description = "Clusters (default: as many as classes).")
    private Integer clusters;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "Runs from other starts (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--restarts",
            paramLabel = "R",
            defaultValue = "5",
            description = "Starts of a run, of which the best counts (default: ${DEFAULT-VALUE}).")
    private int restarts;

    @Option(
            names = "--start",
            paramLabel = "HOW",
            defaultValue = "by_squared_distance",
            description =
                    "How a start weighs the points: by_squared_distance (k-means++; default) or"
                            + " by_distance.")
    private KMeans.Start start;

    @Option(names = "--seed", paramLabel = "SEED", description = "Decides the starts.")
    private long seed;

    @Mixin private ImageOptions images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource source = ImageSources.requireLabels(images.open(data))) {
            int k = clusters == null ? source.classes().size() : clusters;
            KMeans kMeans = KMeans.sphere(k, seed).withRestarts(restarts).withStart(start);
            ClusterStudy study = new ClusterStudy(kMeans, runs);
            Features features = encoder.features(source);
            ClusterStudy.Result found = study.measure(features);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", features.what());
            result.put("images", features.n());
            result.put("clusters", k);
            result.put("runs", runs);
            put(result, "kmeans_accuracy", found.accuracy());
            put(result, "nmi", found.nmi());
            put(result, "purity", found.purity());
            output.print(result);
            return 0;
        }
    }

    private static void put(Map<String, Object> result, String name, double... shares) {
        Spread spread = Spread.of(shares);
        result.put(name, 100 * spread.mean());
        result.put(name + "_deviation", 100 * spread.deviation());
    }
}
