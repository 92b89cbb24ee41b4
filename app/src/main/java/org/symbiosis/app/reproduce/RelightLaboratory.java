package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.app.relight.JudgedPlace;
import org.symbiosis.app.relight.LightSheets;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.JudgedPhotos.Split;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.eval.intrinsic.RelightScores;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.AlbedoEvaluation;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.CodeStudy;
import org.symbiosis.intrinsics.Framing;
import org.symbiosis.intrinsics.JudgedAlbedos;
import org.symbiosis.intrinsics.RelightEvaluation;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.intrinsics.RelightTraining;
import org.symbiosis.intrinsics.Relighter;
import org.symbiosis.report.Element;
import org.symbiosis.report.Png;
import org.symbiosis.train.Progress;

/**
 * Trains and scores ways to relight, each in a folder of its own, and remembers what came of them:
 * an interrupted table goes on where it was.
 */
final class RelightLaboratory implements AutoCloseable {
    private static final int LIGHTS = 3;
    private static final int TUNING = 30;
    private static final int SHOWN = 3;

    private final Path folder;
    private final Progress progress;
    private final LitScenes train;
    private final JudgedPlace test;
    private final JudgedPhotos tuning;
    private final int rounds;

    RelightLaboratory(Assignment a) {
        folder = a.folder();
        progress = a.progress();
        train = LitSources.open(a.materials().data().orElse("rooms"));
        String unseen = a.materials().test().orElse("rooms:test");
        test = JudgedPlace.open(unseen, Split.TEST, LIGHTS);
        JudgedPhotos others =
                test.scenes().isPresent()
                        ? JudgedPhotos.of(train, 1)
                        : JudgedPhotos.inFolder(Path.of(unseen), Split.TRAIN);
        tuning = a.scale() == Scale.FULL ? others : others.first(TUNING);
        rounds = a.scale() == Scale.TINY ? 4 : RelightPairs.ROUNDS;
    }

    /**
     * The unseen scenes.
     *
     * @throws UserError when there are photographs in their place
     */
    LitScenes test() {
        return test.scenes()
                .orElseThrow(
                        () ->
                                UserError.usage(
                                        test.name() + " holds photographs under one light each",
                                        "give scenes under several lights by --test"));
    }

    /** The scenes in words. */
    String words() {
        int unseen = test.scenes().map(LitScenes::size).orElse(test.photos().photos().size());
        return "%d scenes of %s, judged on %d of %s"
                .formatted(train.size(), train.name(), unseen, test.name());
    }

    /** What of the albedos cannot be measured on these scenes; known before any training. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (test.photos().photos().isEmpty()) {
            gaps.add("note: nobody judged scenes of " + test.name() + ": no WHDR");
        } else if (tuning.photos().isEmpty()) {
            gaps.add("note: nobody judged scenes of " + train.name() + ": no tuned WHDR");
        }
        if (test.scenes().stream().noneMatch(RelightLaboratory::isAlbedoKnown)) {
            gaps.add("note: " + test.name() + " comes without true albedos: no error");
        }
        if (test.scenes().isEmpty()) {
            gaps.add("note: " + test.name() + " shows each scene under one light: no deviation");
        }
        return gaps;
    }

    private static boolean isAlbedoKnown(LitScenes scenes) {
        return IntStream.range(0, scenes.size()).anyMatch(s -> scenes.albedo(s).isPresent());
    }

    /** The score of a repetition: recalled, or trained for (from a checkpoint if there is one). */
    RelightScore score(RelightTrial trial, long seed) {
        Path run = folder.resolve(trial.folder(seed));
        RelightRecipe recipe = trial.recipe().withSeed(seed);
        return remembered(run, recipe).score(RelightScore.class, () -> score(trial, recipe, run));
    }

    private RelightScore score(RelightTrial trial, RelightRecipe recipe, Path run) {
        progress.message(trial.name() + ", seed " + recipe.train().seed() + ":");
        double seconds = train(recipe, run);
        Optional<RelightEvaluation.Result> found = test.scenes().map(unseen -> relit(run, unseen));
        return new RelightScore(
                recipe,
                relit(found.map(r -> r.whole().input()), Optional.empty()),
                relit(found.map(r -> r.whole().relit()), found.map(r -> r.codes())),
                albedo(run),
                seconds);
    }

    /** What a trained network draws of unseen scenes, if both are there. */
    Optional<Element> pictures(RelightTrial trial, long seed, RelightMeasures measures) {
        Path run = folder.resolve(trial.folder(seed));
        if (test.scenes().isEmpty() || !TrainedOnce.isIn(run)) {
            return Optional.empty();
        }
        try (RelightFile file = RelightFile.open(run, measures.weights())) {
            LightSheets sheets = LightSheets.ofNetwork(file.model(), test());
            Png png = sheets.sheet(measures.pictures(), SHOWN).png();
            png.write(folder.resolve(run.getFileName() + "-" + measures.word() + ".png"));
            String what = "%s, seed %d. %s".formatted(trial.name(), seed, measures.caption());
            return Optional.of(new Element.Figure(png, what));
        }
    }

    private Remembered remembered(Path run, RelightRecipe recipe) {
        return Remembered.in(
                run, "%s on %s, %d rounds, codes".formatted(Configs.json(recipe), words(), rounds));
    }

    /** The run of a repetition, trained if it is not yet. */
    Path run(RelightTrial trial, long seed) {
        Path run = folder.resolve(trial.folder(seed));
        RelightRecipe recipe = trial.recipe().withSeed(seed);
        train(recipe, remembered(run, recipe).folder());
        return run;
    }

    private double train(RelightRecipe recipe, Path path) {
        return TrainedOnce.in(
                path, run -> RelightTraining.run(recipe, train, OnCorrupt.SKIP, run, progress));
    }

    private RelightEvaluation.Result relit(Path run, LitScenes unseen) {
        try (RelightFile file = RelightFile.open(run, Weights.LAST)) {
            RelightPairs pairs = RelightPairs.draw(unseen, rounds, LightSheets.PAIRS);
            return new RelightEvaluation(file.model(), unseen).run(pairs, progress);
        }
    }

    private static List<Double> relit(Optional<RelightScores> scores, Optional<CodeStudy> codes) {
        List<Double> columns = new ArrayList<>();
        for (Correction c : Correction.values()) {
            columns.add(scores.map(s -> s.rmse(c).value()).orElse(Double.NaN));
            columns.add(scores.map(s -> s.ssim(c).value()).orElse(Double.NaN));
        }
        columns.add(codes.map(s -> s.light().percent()).orElse(Double.NaN));
        columns.add(codes.map(s -> s.scene().percent()).orElse(Double.NaN));
        return columns;
    }

    private List<Double> albedo(Path run) {
        try (RelightFile file = RelightFile.open(run, Weights.MEAN)) {
            Relighter relighter = new Relighter(file.model(), Framing.Whole.USUAL, 0);
            return albedo(relighter, AlbedoGuess.MODEL, AlbedoGuess.MODEL_FLAT);
        }
    }

    /** Scores of guesses that need no model. */
    List<Double> albedo(AlbedoGuess plain, AlbedoGuess flat) {
        return albedo(null, plain, flat);
    }

    private List<Double> albedo(Relighter relighter, AlbedoGuess plain, AlbedoGuess flat) {
        List<Double> columns = new ArrayList<>(truth(relighter, plain));
        for (AlbedoGuess guess : List.of(plain, flat)) {
            columns.addAll(whdr(relighter, guess));
        }
        return columns;
    }

    /**
     * The error, and the deviation as a share of the photographs' own; no numbers without scenes.
     */
    private List<Double> truth(Relighter relighter, AlbedoGuess guess) {
        if (test.scenes().isEmpty()) {
            return List.of(Double.NaN, Double.NaN);
        }
        List<AlbedoGuess> guesses =
                guess == AlbedoGuess.INPUT ? List.of(guess) : List.of(guess, AlbedoGuess.INPUT);
        Map<AlbedoGuess, AlbedoEvaluation.Score> scores =
                new AlbedoEvaluation(relighter, test(), LIGHTS, guesses).run(progress);
        double own = scores.get(AlbedoGuess.INPUT).deviation();
        return List.of(scores.get(guess).error(), scores.get(guess).deviation() / own);
    }

    /** At threshold 0.1, and at the one that suits training scenes best; no numbers without. */
    private List<Double> whdr(Relighter relighter, AlbedoGuess guess) {
        JudgedAlbedos albedos = new JudgedAlbedos(relighter, JudgedAlbedos.Space.AS_SHOWN);
        List<Whdr> found = albedos.of(guess, test.photos(), progress);
        OptionalDouble delta = Whdr.tune(albedos.of(guess, tuning, progress));
        return List.of(
                mean(found, Whdr.USUAL_DELTA),
                delta.isPresent() ? mean(found, delta.getAsDouble()) : Double.NaN);
    }

    private static double mean(List<Whdr> judged, double delta) {
        return Whdr.mean(judged, delta, Whdr.Pairs.ALL).orElse(Double.NaN);
    }

    @Override
    public void close() {
        train.close();
        test.close();
    }
}
