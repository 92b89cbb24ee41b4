package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.finetune.FineTuneConfig;
import org.symbiosis.eval.finetune.FineTuning;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate finetune}. */
@Command(
        name = "finetune",
        description = "Train the encoder and a classifier end to end.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate finetune --model runs/c10 --train train.zip"
                    + " --test test.zip --out runs/c10-tuned"
        })
final class EvaluateFinetuneCommand implements Callable<Integer> {
    /** Recipes of the protocol. */
    enum Preset {
        SMALL,
        VIT_BASE,
        VIT_LARGE,
        VIT_HUGE
    }

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run's folder or its model.safetensors.")
    private Path model;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "small",
            description = "small (32 pixels; default), vit_base, vit_large or vit_huge.")
    private Preset preset;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML over the preset.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one value.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder of the fine-tuning (default: runs/finetuned).")
    private Path out = Path.of("runs", "finetuned");

    @Option(names = "--resume", description = "Go on with the fine-tuning in --out.")
    private boolean resume;

    @Mixin private LabelledImages images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        try (MaeFile file = MaeFile.open(model);
                ImageSource train = images.train();
                ImageSource test = images.test(train.classes());
                RunDirectory run = resume ? RunDirectory.resume(out) : RunDirectory.create(out)) {
            FineTuneConfig recipe = recipe(file);
            FineTuning.Images sets = new FineTuning.Images(train, test, images.onCorrupt());
            FineTuning.Result tuned =
                    FineTuning.run(
                            file.model().encoder(), recipe, sets, run, new TerminalProgress());
            if (tuned.outcome() == Trainer.Outcome.INTERRUPTED) {
                return 1;
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("finetuned_top1", tuned.top1());
            result.put("tested", tuned.tested());
            result.put("model", run.model().toString());
            output.print(result);
            return 0;
        }
    }

    private FineTuneConfig recipe(MaeFile file) {
        FineTuneConfig recipe =
                switch (preset) {
                    case SMALL -> FineTuneConfig.small(file.recipe().evaluation().normalisation());
                    case VIT_BASE -> FineTuneConfig.vitBase();
                    case VIT_LARGE -> FineTuneConfig.vitLarge();
                    case VIT_HUGE -> FineTuneConfig.vitHuge();
                };
        recipe = config == null ? recipe : Configs.withFile(recipe, config);
        return Configs.withOverrides(recipe, overrides);
    }
}
