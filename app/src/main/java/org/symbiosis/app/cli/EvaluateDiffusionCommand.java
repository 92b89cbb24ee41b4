package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.DiffusionProbe;
import org.symbiosis.app.generate.DiffusionProbe.Cell;
import org.symbiosis.app.generate.OpenedSpace;
import org.symbiosis.data.ImageSource;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.DiffusionFile.Weights;
import org.symbiosis.eval.ProbeProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate diffusion}. */
@Command(
        name = "diffusion",
        description =
                "Linear probes of a diffusion model over its blocks and noise levels; the best is"
                        + " its accuracy (Table 2.4).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate diffusion --model runs/c10 --train train.zip --test test.zip",
            "         symbiosis evaluate diffusion --model runs/c10 --train train.zip --test test.zip"
                    + " --times 0.05 --layers mid_block,out_blocks.0"
        })
final class EvaluateDiffusionCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run's folder, its ema.safetensors or model.safetensors.")
    private Path model;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            defaultValue = "mean",
            description = "mean (the running mean, default) or last (of the last step).")
    private Weights weights;

    @Option(
            names = "--times",
            paramLabel = "T",
            split = ",",
            description = "Noise levels in (0, 1] (default: 0.01, 0.02, 0.05, 0.1, 0.2, 0.3).")
    private List<Double> times = DiffusionProbe.TIMES;

    @Option(
            names = "--layers",
            paramLabel = "BLOCK",
            split = ",",
            description = "in_blocks.I, mid_block, out_blocks.I (default: the middle and after).")
    private List<String> layers = List.of();

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the features.")
    private Integer epochs;

    @Option(names = "--seed", paramLabel = "SEED", description = "Noise, first weights and order.")
    private long seed;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "Stable Diffusion's autoencoder, for models of latents.")
    private Path autoencoder;

    @Mixin private LabelledImages images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        for (double t : times) {
            if (!(t > 0 && t <= 1)) {
                throw UserError.usage("--times must lie in (0, 1], not " + t, "mend it");
            }
        }
        try (ImageSource train = images.train();
                ImageSource test = images.test(train.classes());
                DiffusionFile file = DiffusionFile.open(model, weights);
                OpenedSpace space =
                        OpenedSpace.of(file.recipe().space(), Optional.ofNullable(autoencoder))) {
            ProbeProtocol.Simple simple = ProbeProtocol.Simple.tables();
            DiffusionProbe probe =
                    new DiffusionProbe(
                            file,
                            space.space(),
                            epochs == null ? simple : simple.withEpochs(epochs),
                            seed,
                            new TerminalProgress());
            print(file, probe.grid(train, test, chosen(file, probe), times));
        }
        return 0;
    }

    private List<String> chosen(DiffusionFile file, DiffusionProbe probe) {
        List<String> known = file.model().blockNames();
        for (String layer : layers) {
            if (!known.contains(layer)) {
                throw UserError.usage(
                        "there is no block '" + layer + "'",
                        "the model has " + String.join(", ", known));
            }
        }
        return layers.isEmpty() ? probe.layers() : layers;
    }

    private void print(DiffusionFile file, List<Cell> cells) {
        Map<String, Object> result = new LinkedHashMap<>();
        cells.forEach(c -> result.put(c.layer() + " at " + c.time(), c.accuracy()));
        Cell best = DiffusionProbe.best(cells);
        result.put("feature", "mean of patch tokens");
        result.put("weights", file.weights() == Weights.MEAN ? "running mean" : "last step");
        result.put("best_layer", best.layer());
        result.put("best_time", best.time());
        result.put("probe_top1", best.accuracy());
        output.print(result);
    }
}
