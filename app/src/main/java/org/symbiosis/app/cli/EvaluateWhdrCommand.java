package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.Scoreboard;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.JudgedPhotos.Split;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.JudgedAlbedos;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.Relighter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate whdr}. */
@Command(
        name = "whdr",
        description = {
            "Weighted human disagreement ratio of albedos, at threshold 0.1 and at the threshold",
            "that suits other photographs best. For a folder of Intrinsic Images in the Wild the",
            "test split is scored and the train split tunes."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis evaluate whdr --model runs/relight --data iiw-dataset"})
final class EvaluateWhdrCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "PHOTOS",
            defaultValue = "rooms:test",
            description =
                    "A folder of N.png and N.json, or scenes with judgements (default:"
                            + " ${DEFAULT-VALUE}).")
    private String data;

    @Option(
            names = "--tune",
            paramLabel = "PHOTOS",
            description =
                    "Photographs that tune the threshold (default: the train split of --data; 30"
                            + " training rooms for the embedded data).")
    private String tune;

    @Option(
            names = "--lights",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of scenes, lights of each (default: ${DEFAULT-VALUE}).")
    private int lights;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many photographs.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--guesses",
            paramLabel = "NAMES",
            split = ",",
            description = "Some of ${COMPLETION-CANDIDATES} (default: all but constant).")
    private List<AlbedoGuess> guesses =
            List.of(
                    AlbedoGuess.MODEL,
                    AlbedoGuess.MODEL_FLAT,
                    AlbedoGuess.INPUT,
                    AlbedoGuess.INPUT_FLAT,
                    AlbedoGuess.BLURRED);

    @Option(
            names = "--srgb-decode",
            description = "Make albedos linear before points are compared; the authors do not.")
    private boolean decode;

    @Mixin private RelightOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
        if (lights < 1 || limit < 1) {
            throw UserError.usage(
                    "--lights " + lights + " --limit " + limit, "give 1 or more of each");
        }
        TerminalProgress progress = new TerminalProgress();
        try (RelightFile file = options.open()) {
            Relighter relighter = options.plain(file.model());
            JudgedAlbedos albedos = new JudgedAlbedos(relighter, space());
            JudgedPhotos scored = photos(data, Split.TEST);
            JudgedPhotos tuning = photos(tuned(), Split.TRAIN);
            Scoreboard board =
                    new Scoreboard(
                            List.of("whdr 0.1", "delta", "whdr tuned", "of equal", "of unequal"));
            for (AlbedoGuess guess : guesses) {
                List<Whdr> test = albedos.of(guess, scored, progress);
                double delta = Whdr.tune(albedos.of(guess, tuning, progress));
                board.add(EvaluateAlbedoCommand.name(guess), row(test, delta));
            }
            List<Whdr> any = albedos.of(AlbedoGuess.INPUT, scored, progress);
            board.add("all equal", row(any, Double.MAX_VALUE));
            Map<String, Object> result = new LinkedHashMap<>(board.json());
            result.put("photographs", scored.photos().size());
            output.print(board.text(), result);
            return 0;
        }
    }

    private JudgedAlbedos.Space space() {
        return decode ? JudgedAlbedos.Space.LINEAR : JudgedAlbedos.Space.AS_SHOWN;
    }

    private String tuned() {
        if (tune != null) {
            return tune;
        }
        return RoomsSources.isLocation(data) ? "rooms:scenes?n=30" : data;
    }

    private JudgedPhotos photos(String location, Split split) {
        if (!RoomsSources.isLocation(location) && JudgedPhotos.isFolder(Path.of(location))) {
            return cut(JudgedPhotos.inFolder(Path.of(location), split));
        }
        return cut(JudgedPhotos.of(LitSources.open(location), lights));
    }

    private JudgedPhotos cut(JudgedPhotos all) {
        return new JudgedPhotos(all.photos().subList(0, Math.min(limit, all.photos().size())));
    }

    private static List<Double> row(List<Whdr> albedos, double delta) {
        List<Double> row = new ArrayList<>();
        boolean isFixed = delta == Double.MAX_VALUE;
        row.add(value(albedos, isFixed ? delta : Whdr.USUAL_DELTA, Whdr.Pairs.ALL));
        row.add(isFixed ? Double.NaN : delta);
        for (Whdr.Pairs pairs : Whdr.Pairs.values()) {
            row.add(value(albedos, delta, pairs));
        }
        return row;
    }

    private static double value(List<Whdr> albedos, double delta, Whdr.Pairs pairs) {
        return Whdr.mean(albedos, delta, pairs).orElse(Double.NaN);
    }
}
