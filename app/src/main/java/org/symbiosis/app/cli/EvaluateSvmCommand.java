package org.symbiosis.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.SvmSelection;
import org.symbiosis.report.Spread;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate svm}. */
@Command(
        name = "svm",
        description =
                "A linear SVM on features of length 1: one class against the rest, squared hinge, C"
                        + " chosen on a tenth of the training images.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate svm --model runs/c10 --train train.zip --test test.zip"
        })
final class EvaluateSvmCommand implements Callable<Integer> {
    @Option(
            names = "--c",
            paramLabel = "C",
            split = ",",
            defaultValue = "0.1,1,10,100",
            description = "C, or several to choose from (default: ${DEFAULT-VALUE}).")
    private Double[] grid;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Times to choose C, on other images held out; mean and deviation are given"
                            + " (default: ${DEFAULT-VALUE}; the tables': 20).")
    private int runs;

    @Option(names = "--seed", paramLabel = "SEED", description = "Decides which are held out.")
    private long seed;

    @Mixin private LabelledImages images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        Arrays.sort(grid);
        SvmSelection selection = new SvmSelection(Arrays.asList(grid), runs, seed);
        try (ImageSource train = images.train();
                ImageSource test = images.test(train.classes());
                EncoderOptions.Opened opened = encoder.open()) {
            Features known = opened.features(train);
            SvmSelection.Result found = selection.measure(known, opened.features(test));
            Spread accuracy = Spread.of(found.accuracy());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", known.what());
            result.put("runs", runs);
            result.put("svm_top1", accuracy.mean());
            result.put("svm_top1_deviation", accuracy.deviation());
            result.put("c", Arrays.stream(found.c()).boxed().toList());
            output.print(result);
            return 0;
        }
    }
}
