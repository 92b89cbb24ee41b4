package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.Vote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate knn}. */
@Command(
        name = "knn",
        description = "Nearest neighbours that vote for their classes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate knn --model runs/c10 --train train.zip --test test.zip -k 10,20"
        })
final class EvaluateKnnCommand implements Callable<Integer> {
    @Option(
            names = "-k",
            paramLabel = "K",
            split = ",",
            defaultValue = "20",
            description = "Neighbours that vote; several by commas (default: ${DEFAULT-VALUE}).")
    private int[] neighbours;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.07",
            description = "A vote weighs exp(similarity / T) (default: ${DEFAULT-VALUE}).")
    private double temperature;

    /** Names of the votes. */
    enum VoteName {
        COSINE,
        EUCLIDEAN,
        MAJORITY
    }

    @Option(
            names = "--vote",
            paramLabel = "HOW",
            defaultValue = "cosine",
            description =
                    "cosine (weighed by similarity; default), euclidean (by 1 / distance) or"
                            + " majority (cosine, one vote each).")
    private VoteName vote;

    @Mixin private LabelledImages images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource train = images.train();
                ImageSource test = images.test(train.classes());
                EncoderOptions.Opened opened = encoder.open()) {
            Features known = opened.features(train);
            Features asked = opened.features(test);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", known.what());
            result.put("vote", vote().words());
            for (int k : neighbours) {
                Knn.Result r = new Knn(k, vote()).classify(known, asked);
                result.put("knn" + k + "_top1", r.top1());
                result.put("knn" + k + "_top5", r.top5());
            }
            output.print(result);
            return 0;
        }
    }

    private Vote vote() {
        return switch (vote) {
            case COSINE -> new Vote.Exponential(temperature);
            case EUCLIDEAN -> Vote.Inverse.USUAL;
            case MAJORITY -> new Vote.Majority();
        };
    }
}
