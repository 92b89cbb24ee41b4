package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.app.relight.Scoreboard;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.eval.intrinsic.RelightScores;
import org.symbiosis.intrinsics.CodeStudy;
import org.symbiosis.intrinsics.RelightEvaluation;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate relight}. */
@Command(
        name = "relight",
        description = {
            "Relight pictures of unseen scenes like pictures of other scenes under the same light,",
            "and compare with the truth: on [-1, 1], raw, with one factor a channel (scale), and",
            "with one shift a channel (shift); where scenes have a mirror ball, its square too.",
            "Below, what nearest neighbours say of the lights' codes: they should tell the light",
            "and not the scene."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis evaluate relight --model runs/relight --data rooms:test"})
final class EvaluateRelightCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "SCENES",
            defaultValue = "rooms:test",
            description = TrainRelightCommand.SCENES + " (default: ${DEFAULT-VALUE}).")
    private String data;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A run of 'train relight' or its model (default: the small one within).")
    private Path model;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            description = "Of a run: ${COMPLETION-CANDIDATES} (default: last, as the authors).")
    private Weights weights = Weights.LAST;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "12",
            description = "References for each picture (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Decides the references (default: 0).")
    private long seed;

    @Option(
            names = "--pairs",
            paramLabel = "FILE.csv",
            description = "Use these pairs, which an earlier evaluation wrote.")
    private Path pairs;

    @Option(
            names = "--write-pairs",
            paramLabel = "FILE.csv",
            description = "Write the pairs that are used.")
    private Path written;

    @Mixin private Output output;

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw UserError.usage("--rounds " + rounds, "give 1 or more");
        }
        TerminalProgress progress = new TerminalProgress();
        try (RelightFile file = RelightModels.open(model, weights);
                LitScenes scenes = LitSources.open(data)) {
            RelightPairs used =
                    pairs == null
                            ? RelightPairs.draw(scenes, rounds, seed)
                            : RelightPairs.read(pairs, scenes);
            if (written != null) {
                used.write(written);
            }
            if (used.hasOwnReferences()) {
                progress.message(
                        "note: no other scene has some of the lights; there the target is its own"
                                + " reference");
            }
            RelightEvaluation.Result result =
                    new RelightEvaluation(file.model(), scenes).run(used, progress);
            Scoreboard board = board(result);
            Map<String, Object> all = new LinkedHashMap<>(board.json());
            all.put("pairs", used.pairs().size());
            CodeStudy.Accuracy light = result.codes().light();
            CodeStudy.Accuracy scene = result.codes().scene();
            all.put("codes", codes(light, scene));
            output.print(board.text() + words(light, scene), all);
            return 0;
        }
    }

    private static Map<String, Object> codes(CodeStudy.Accuracy light, CodeStudy.Accuracy scene) {
        Scoreboard board = new Scoreboard(List.of("percent", "chance"));
        board.add("light", List.of(light.percent(), light.chance()));
        board.add("scene", List.of(scene.percent(), scene.chance()));
        return board.json();
    }

    private static String words(CodeStudy.Accuracy light, CodeStudy.Accuracy scene) {
        String form = "\n%s from its light's code: %s";
        return form.formatted("a picture's light", words(light, "pictures of other scenes"))
                + form.formatted("a picture's scene", words(scene, "pictures under other lights"));
    }

    private static String words(CodeStudy.Accuracy accuracy, String neighbours) {
        return Double.isNaN(accuracy.percent())
                ? "no " + neighbours + " to tell it"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% right by kNN among %s (chance %.1f %%)",
                        accuracy.percent(),
                        neighbours,
                        accuracy.chance());
    }

    private static Scoreboard board(RelightEvaluation.Result result) {
        List<String> columns = new ArrayList<>();
        for (Correction c : Correction.values()) {
            String name = c.name().toLowerCase(Locale.ROOT);
            columns.addAll(List.of("rmse " + name, "+-", "ssim " + name));
        }
        Scoreboard board = new Scoreboard(distinct(columns));
        board.add("input image", row(result.whole().input()));
        board.add("relit", row(result.whole().relit()));
        result.ball()
                .ifPresent(
                        ball -> {
                            board.add("input, mirror ball", row(ball.input()));
                            board.add("relit, mirror ball", row(ball.relit()));
                        });
        return board;
    }

    /** Columns of errors are told apart by what they belong to. */
    private static List<String> distinct(List<String> columns) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean isError = columns.get(i).equals("+-");
            names.add(isError ? "+- " + columns.get(i - 1).substring(5) : columns.get(i));
        }
        return names;
    }

    private static List<Double> row(RelightScores scores) {
        List<Double> row = new ArrayList<>();
        for (Correction c : Correction.values()) {
            RelightScores.Mean rmse = scores.rmse(c);
            row.addAll(List.of(rmse.value(), rmse.error(), scores.ssim(c).value()));
        }
        return row;
    }
}
