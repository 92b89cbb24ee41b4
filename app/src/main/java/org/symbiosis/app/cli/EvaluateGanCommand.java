package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.app.encoders.FeatureScores;
import org.symbiosis.app.encoders.FeatureTable;
import org.symbiosis.app.encoders.GanComparison;
import org.symbiosis.data.ImageSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate gan}. */
@Command(
        name = "gan",
        description =
                "All of chapter 3's measures of a trained discriminator, beside pixels and the"
                        + " untrained network: SVM, k-means, NMI, purity, probe, kNN.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate gan --model runs/gan --train train.zip --test test.zip"
        })
final class EvaluateGanCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run of 'train gan', its model.safetensors or a checkpoint.")
    private Path model;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "Runs of the SVM's choice of C and of k-means (default: 20).")
    private int runs;

    @Option(
            names = "--probe-epochs",
            paramLabel = "E",
            defaultValue = "100",
            description = "Passes of the linear probe (default: ${DEFAULT-VALUE}).")
    private int probeEpochs;

    @Option(names = "--seed", paramLabel = "SEED", description = "Decides all that is random.")
    private long seed;

    @Mixin private LabelledImages images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource train = images.train();
                ImageSource test = images.test(train.classes())) {
            FeatureScores.Effort effort = new FeatureScores.Effort(runs, probeEpochs, seed);
            List<FeatureScores> rows =
                    new GanComparison(effort, new TerminalProgress()).measure(model, train, test);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", model.toString());
            result.put("train_images", train.size());
            result.put("test_images", test.size());
            result.put("runs", runs);
            result.put("rows", rows.stream().map(FeatureScores::values).toList());
            output.print(new FeatureTable(rows).markdown(), result);
            return 0;
        }
    }
}
