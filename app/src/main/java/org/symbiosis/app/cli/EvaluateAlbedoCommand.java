package org.symbiosis.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.Scoreboard;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.AlbedoEvaluation;
import org.symbiosis.intrinsics.AlbedoEvaluation.Score;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.RelightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate albedo}. */
@Command(
        name = "albedo",
        description = {
            "Compare albedos with the truth: error of sRGB values, each channel scaled to fit;",
            "deviation over the lights of a scene, as a share of the photographs' own; disagreement",
            "with judgements of lightness at threshold 0.1. Guesses without a model stand beside it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis evaluate albedo --model runs/relight --data rooms:test"})
final class EvaluateAlbedoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "SCENES",
            defaultValue = "rooms:test",
            description = TrainRelightCommand.SCENES + " (default: ${DEFAULT-VALUE}).")
    private String data;

    @Option(
            names = "--lights",
            paramLabel = "N",
            defaultValue = "5",
            description = "Lights of each scene to look at (default: ${DEFAULT-VALUE}).")
    private int lights;

    @Option(
            names = "--guesses",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Some of ${COMPLETION-CANDIDATES} (default: all; flattening takes most of the"
                            + " time, and minutes for a few photographs).")
    private List<AlbedoGuess> guesses = Arrays.asList(AlbedoGuess.values());

    @Mixin private RelightOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
        if (lights < 1) {
            throw UserError.usage("--lights " + lights, "give 1 or more");
        }
        try (RelightFile file = options.open();
                LitScenes scenes = LitSources.open(data)) {
            Map<AlbedoGuess, Score> scores =
                    new AlbedoEvaluation(options.plain(file.model()), scenes, lights, all())
                            .run(new TerminalProgress());
            Scoreboard board = new Scoreboard(List.of("error", "deviation", "whdr 0.1"));
            double own = scores.get(AlbedoGuess.INPUT).deviation();
            guesses.forEach(g -> board.add(name(g), row(scores.get(g), own)));
            output.print(board.text(), board.json());
            return 0;
        }
    }

    /** The photograph itself is what deviations are compared with. */
    private List<AlbedoGuess> all() {
        List<AlbedoGuess> all = new ArrayList<>(guesses);
        if (!all.contains(AlbedoGuess.INPUT)) {
            all.add(AlbedoGuess.INPUT);
        }
        return all;
    }

    static String name(AlbedoGuess guess) {
        return guess.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<Double> row(Score score, double own) {
        double whdr = Whdr.mean(score.whdr(), Whdr.USUAL_DELTA, Whdr.Pairs.ALL).orElse(Double.NaN);
        return List.of(score.error(), score.deviation() / own, whdr);
    }
}
