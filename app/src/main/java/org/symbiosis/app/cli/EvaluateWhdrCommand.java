package org.symbiosis.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.JudgedPlace;
import org.symbiosis.app.relight.Scoreboard;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.JudgedPhotos.Split;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.JudgedAlbedos;
import org.symbiosis.intrinsics.RelightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate whdr}. */
@Command(
        name = "whdr",
        description = {
            "Weighted human disagreement ratio of albedos, at threshold 0.1 and at the threshold",
            "that suits other photographs best. For a folder of Intrinsic Images in the Wild the",
            "test split is scored and the train split tunes; scenes are tuned on those of --tune."
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
                    "Photographs that tune the threshold (default: the train split where --data are"
                            + " such photographs, 30 training rooms for the embedded data, none for"
                            + " other scenes).")
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
        try (RelightFile file = options.open();
                JudgedPlace scored = JudgedPlace.open(data, Split.TEST, lights);
                Tuning tuning = tuning(scored)) {
            require(scored, "--data");
            tuning.place().ifPresent(place -> require(place, "--tune"));
            progress.message(tuning.note());
            JudgedAlbedos albedos = new JudgedAlbedos(options.plain(file.model()), space());
            JudgedPhotos photos = scored.photos().first(limit);
            JudgedPhotos others = tuning.photos().first(limit);
            Scoreboard board =
                    new Scoreboard(
                            List.of("whdr 0.1", "delta", "whdr tuned", "of equal", "of unequal"));
            for (AlbedoGuess guess : guesses) {
                List<Whdr> test = albedos.of(guess, photos, progress);
                OptionalDouble delta = Whdr.tune(albedos.of(guess, others, progress));
                board.add(EvaluateAlbedoCommand.name(guess), row(test, delta));
            }
            List<Whdr> any = albedos.of(AlbedoGuess.INPUT, photos, progress);
            board.add("all equal", allEqual(any));
            long undefined = any.stream().filter(w -> w.at(0).isEmpty()).count();
            Map<String, Object> result = new LinkedHashMap<>(board.json());
            result.put("photographs", photos.photos().size());
            result.put("undefined", undefined);
            output.print(board.text() + count(photos, undefined), result);
            return 0;
        }
    }

    private static void require(JudgedPlace place, String option) {
        if (place.photos().photos().isEmpty()) {
            throw UserError.usage(
                    option + ": nobody judged the scenes of " + place.name(),
                    "give scenes with judgements.json, or a folder of N.png and N.json");
        }
    }

    private static String count(JudgedPhotos photos, long undefined) {
        String left =
                undefined == 0
                        ? ""
                        : "; %d of them have no comparison that counts and are left out"
                                .formatted(undefined);
        return "\n%d photographs".formatted(photos.photos().size()) + left;
    }

    /**
     * What tunes the threshold.
     *
     * @param place empty where there is nothing but the scored photographs themselves
     * @param note in a line, what the reader should know of it
     */
    private record Tuning(Optional<JudgedPlace> place, String note) implements AutoCloseable {
        JudgedPhotos photos() {
            return place.map(JudgedPlace::photos).orElse(new JudgedPhotos(List.of()));
        }

        @Override
        public void close() {
            place.ifPresent(JudgedPlace::close);
        }
    }

    private JudgedAlbedos.Space space() {
        return decode ? JudgedAlbedos.Space.LINEAR : JudgedAlbedos.Space.AS_SHOWN;
    }

    private Tuning tuning(JudgedPlace scored) {
        Optional<String> location = tuningLocation();
        if (location.isEmpty()) {
            return new Tuning(
                    Optional.empty(),
                    "note: no other photographs tune the threshold; give some by --tune");
        }
        JudgedPlace place = JudgedPlace.open(location.get(), Split.TRAIN, lights);
        long shared = place.sharedWith(scored);
        String others = place.photos().photos().size() + " photographs of " + place.name();
        return new Tuning(
                Optional.of(place),
                shared == 0
                        ? "the threshold is tuned on " + others
                        : "note: the threshold is tuned on %s, %d of which are scored too"
                                .formatted(others, shared));
    }

    /** Scenes in a folder have no split of their own that both has judgements and is meant. */
    private Optional<String> tuningLocation() {
        if (tune != null) {
            return Optional.of(tune);
        }
        if (RoomsSources.isLocation(data)) {
            return Optional.of("rooms:scenes?n=30");
        }
        return JudgedPlace.isPhotographs(data) ? Optional.of(data) : Optional.empty();
    }

    private static List<Double> row(List<Whdr> albedos, OptionalDouble delta) {
        List<Double> row = new ArrayList<>();
        row.add(value(albedos, Whdr.USUAL_DELTA, Whdr.Pairs.ALL));
        row.add(delta.orElse(Double.NaN));
        for (Whdr.Pairs pairs : Whdr.Pairs.values()) {
            row.add(delta.isEmpty() ? Double.NaN : value(albedos, delta.getAsDouble(), pairs));
        }
        return row;
    }

    /** No threshold is left to tune. */
    private static List<Double> allEqual(List<Whdr> albedos) {
        double all = Double.MAX_VALUE;
        List<Double> row = new ArrayList<>();
        row.add(value(albedos, all, Whdr.Pairs.ALL));
        row.add(Double.NaN);
        for (Whdr.Pairs pairs : Whdr.Pairs.values()) {
            row.add(value(albedos, all, pairs));
        }
        return row;
    }

    private static double value(List<Whdr> albedos, double delta, Whdr.Pairs pairs) {
        return Whdr.mean(albedos, delta, pairs).orElse(Double.NaN);
    }
}
