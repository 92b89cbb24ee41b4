package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.intrinsics.LatentIntrinsics;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.intrinsics.RelightTraining;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train relight}. */
@Command(
        name = "relight",
        description = "Latent intrinsics: learn to relight from scenes under several lights each.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train relight --preset rooms --out runs/relight",
            "         symbiosis train relight --data multi_illumination --preset small",
            "         symbiosis train relight --data photos --from runs/relight --epochs 40",
            "         symbiosis train relight --set model.scaling.constrained.alpha=0.01",
            "         symbiosis train relight --resume runs/relight"
        })
final class TrainRelightCommand implements Callable<Integer> {
    static final String SCENES =
            "a folder of folders of pictures of one scene each, a zip of such,"
                    + " FOLDER?split=train&mip=5&curve=linear, or the embedded 'rooms' (rooms:test,"
                    + " rooms:scenes?n=40&size=64)";

    private static final String NOTE = "scenes.yaml";

    @Option(
            names = "--data",
            paramLabel = "SCENES",
            description = SCENES + " (default: rooms, or those of the resumed run).")
    private String data;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "rooms, tiny, small, full (default: rooms, or what --from was).")
    private String preset;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Begin with the weights and the configuration of this model or run.")
    private Path from;

    @Option(
            names = "--strict",
            description = "Fail at the first picture that cannot be read, instead of skipping it.")
    private boolean strict;

    @Mixin private RunOptions run;

    /** The scenes of a run, kept beside it. */
    record Scenes(String location) {}

    @Override
    public Integer call() {
        if (from == null) {
            return train(run.recipe(recipe(preset == null ? "rooms" : preset)), null);
        }
        if (preset != null) {
            throw UserError.usage(
                    "--preset with --from: the model has its own configuration",
                    "leave one of them out");
        }
        try (RelightFile start = RelightFile.open(from)) {
            return train(run.recipe(start.recipe()), start.model());
        }
    }

    private static RelightRecipe recipe(String name) {
        Map<String, RelightRecipe> presets =
                new TreeMap<>(
                        Map.of(
                                "rooms", RelightRecipe.rooms(),
                                "tiny", RelightRecipe.tiny(),
                                "small", RelightRecipe.small(),
                                "full", RelightRecipe.full()));
        RelightRecipe recipe = presets.get(name);
        if (recipe == null) {
            throw UserError.usage(
                    "there is no preset '" + name + "'",
                    "choose one of " + String.join(", ", presets.keySet()));
        }
        return recipe;
    }

    private int train(RelightRecipe recipe, LatentIntrinsics start) {
        if (run.printsConfig()) {
            System.out.print(Configs.yaml(recipe));
            return 0;
        }
        Scenes chosen = chosen();
        try (LitScenes scenes = LitSources.open(chosen.location());
                RunDirectory directory = run.open("relight", recipe)) {
            if (!run.resumes()) {
                RunOptions.note(directory, NOTE, chosen);
            }
            TerminalProgress progress = new TerminalProgress();
            progress.message(
                    "%d scenes of %s; run %s"
                            .formatted(scenes.size(), scenes.name(), directory.path()));
            Trainer.Outcome outcome = train(recipe, start, scenes, directory, progress);
            if (outcome == Trainer.Outcome.FINISHED) {
                System.out.println(directory.model());
                return 0;
            }
            return 1;
        }
    }

    private Trainer.Outcome train(
            RelightRecipe recipe,
            LatentIntrinsics start,
            LitScenes scenes,
            RunDirectory directory,
            Progress progress) {
        OnCorrupt onCorrupt = strict ? OnCorrupt.FAIL : OnCorrupt.SKIP;
        LatentIntrinsics first = RelightTraining.untrained(recipe);
        if (start != null) {
            first.load(start.state());
        }
        return RelightTraining.run(recipe, first, scenes, onCorrupt, directory, progress);
    }

    private Scenes chosen() {
        if (data != null) {
            return new Scenes(data);
        }
        Scenes rooms = new Scenes("rooms");
        return run.resumes() ? Configs.withFile(rooms, run.ofResumed(NOTE)) : rooms;
    }
}
