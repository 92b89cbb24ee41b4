package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.eval.intrinsic.RelightScores;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.AlbedoEvaluation;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.Framing;
import org.symbiosis.intrinsics.JudgedAlbedos;
import org.symbiosis.intrinsics.RelightEvaluation;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.intrinsics.RelightTraining;
import org.symbiosis.intrinsics.Relighter;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * Trains and scores ways to relight, each in a folder of its own, and remembers what came of them:
 * an interrupted table goes on where it was.
 */
final class RelightLaboratory implements AutoCloseable {
    private static final int LIGHTS = 3;
    private static final int TUNING_SCENES = 30;

    private final Path folder;
    private final Progress progress;
    private final LitScenes train;
    private final LitScenes test;
    private final int rounds;

    RelightLaboratory(Assignment a) {
        folder = a.folder();
        progress = a.progress();
        train = LitSources.open(a.materials().data().orElse("rooms"));
        test = LitSources.open(a.materials().test().orElse("rooms:test"));
        rounds = a.scale() == Scale.TINY ? 4 : RelightPairs.ROUNDS;
    }

    /** The scenes that are judged. */
    LitScenes test() {
        return test;
    }

    /** The scenes in words. */
    String words() {
        return "%d scenes of %s, judged on %d of %s"
                .formatted(train.size(), train.name(), test.size(), test.name());
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
        RelightEvaluation.Result relit = relit(run);
        return new RelightScore(
                recipe, columns(relit.input()), columns(relit.relit()), albedo(run), seconds);
    }

    private Remembered remembered(Path run, RelightRecipe recipe) {
        return Remembered.in(
                run, "%s on %s, %d rounds".formatted(Configs.json(recipe), words(), rounds));
    }

    /** The run of a repetition, trained if it is not yet. */
    Path run(RelightTrial trial, long seed) {
        Path run = folder.resolve(trial.folder(seed));
        RelightRecipe recipe = trial.recipe().withSeed(seed);
        train(recipe, remembered(run, recipe).folder());
        return run;
    }

    private double train(RelightRecipe recipe, Path path) {
        if (Files.exists(path.resolve("model.safetensors"))) {
            return 0;
        }
        long begun = System.nanoTime();
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            Trainer.Outcome outcome =
                    RelightTraining.run(recipe, train, OnCorrupt.SKIP, run, progress);
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "stopped while training " + path, "the same command goes on from there");
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private RelightEvaluation.Result relit(Path run) {
        try (RelightFile file = RelightFile.open(run, Weights.LAST)) {
            RelightPairs pairs = RelightPairs.draw(test, rounds, 0);
            return new RelightEvaluation(file.model(), test).run(pairs, progress);
        }
    }

    private static List<Double> columns(RelightScores scores) {
        List<Double> columns = new ArrayList<>();
        for (Correction c : Correction.values()) {
            columns.add(scores.rmse(c).value());
            columns.add(scores.ssim(c).value());
        }
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
        List<AlbedoGuess> guesses =
                plain == AlbedoGuess.INPUT ? List.of(plain) : List.of(plain, AlbedoGuess.INPUT);
        Map<AlbedoGuess, AlbedoEvaluation.Score> scores =
                new AlbedoEvaluation(relighter, test, LIGHTS, guesses).run(progress);
        double own = scores.get(AlbedoGuess.INPUT).deviation();
        List<Double> columns = new ArrayList<>();
        columns.add(scores.get(plain).error());
        columns.add(scores.get(plain).deviation() / own);
        for (AlbedoGuess guess : List.of(plain, flat)) {
            columns.addAll(whdr(relighter, guess));
        }
        return columns;
    }

    /** At threshold 0.1, and at the one that suits training scenes best. */
    private List<Double> whdr(Relighter relighter, AlbedoGuess guess) {
        JudgedAlbedos albedos = new JudgedAlbedos(relighter, JudgedAlbedos.Space.AS_SHOWN);
        JudgedPhotos all = JudgedPhotos.of(train, 1);
        int count = Math.min(TUNING_SCENES, all.photos().size());
        JudgedPhotos tuning = new JudgedPhotos(all.photos().subList(0, count));
        double delta = Whdr.tune(albedos.of(guess, tuning, progress));
        List<Whdr> judged = albedos.of(guess, JudgedPhotos.of(test, LIGHTS), progress);
        return List.of(mean(judged, Whdr.USUAL_DELTA), mean(judged, delta));
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
