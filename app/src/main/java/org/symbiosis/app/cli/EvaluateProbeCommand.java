package org.symbiosis.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.ProbeProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate probe}. */
@Command(
        name = "probe",
        description = "A linear classifier on frozen features.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate probe --model runs/c10 --train train.zip --test test.zip"
        })
final class EvaluateProbeCommand implements Callable<Integer> {
    /** Names of the protocols. */
    enum Protocol {
        SIMPLE,
        SGD,
        MAE
    }

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "simple",
            description =
                    "simple (AdamW on fixed features, 200 epochs), sgd (momentum on fixed"
                            + " features, 100 epochs: chapter 3's) or mae (LARS, batch norm,"
                            + " augmented images, 90 epochs; default: ${DEFAULT-VALUE}).")
    private Protocol protocol;

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the features.")
    private Integer epochs;

    @Option(names = "--seed", paramLabel = "SEED", description = "First weights and order.")
    private long seed;

    @Mixin private LabelledImages images;
    @Mixin private EncoderOptions encoder;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (ImageSource train = images.train();
                ImageSource test = images.test(train.classes());
                EncoderOptions.Opened opened = encoder.open()) {
            Features asked = opened.features(test);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("feature", asked.what());
            result.put("protocol", protocol.name().toLowerCase(Locale.ROOT));
            result.put("probe_top1", accuracy(opened, train, asked));
            output.print(result);
            return 0;
        }
    }

    private double accuracy(EncoderOptions.Opened opened, ImageSource train, Features asked) {
        if (protocol == Protocol.SIMPLE) {
            ProbeProtocol.Simple simple = ProbeProtocol.Simple.tables();
            LinearProbe probe =
                    new LinearProbe(epochs == null ? simple : simple.withEpochs(epochs), seed);
            return probe.accuracy(opened.features(train), asked);
        }
        if (protocol == Protocol.SGD) {
            ProbeProtocol.Momentum sgd = ProbeProtocol.Momentum.tables();
            LinearProbe probe =
                    new LinearProbe(epochs == null ? sgd : sgd.withEpochs(epochs), seed);
            return probe.accuracy(opened.features(train), asked);
        }
        ProbeProtocol.Lars lars = ProbeProtocol.Lars.ofMae();
        LinearProbe probe = new LinearProbe(epochs == null ? lars : lars.withEpochs(epochs), seed);
        return probe.accuracy(epoch -> opened.augmented(train, seed, epoch), asked);
    }
}
