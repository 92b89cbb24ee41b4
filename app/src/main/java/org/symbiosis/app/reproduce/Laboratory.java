package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.EffectiveRank;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.Pooling;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;
import org.symbiosis.train.SavedModel;

/**
 * Trains and scores trials, each in a folder of its own, and remembers what came of them: an
 * interrupted table goes on where it was.
 */
final class Laboratory {
    private static final int RANKED_IMAGES = 2048;

    private final Path folder;
    private final String images;
    private final ImageSource train;
    private final ImageSource test;
    private final Progress progress;

    Laboratory(Assignment a, Judged images) {
        folder = a.folder();
        this.images = images.identity();
        train = images.train();
        test = images.test();
        progress = a.progress();
    }

    /** The score of a repetition: recalled, or trained for (from a checkpoint if there is one). */
    Score score(Trial trial, long seed) {
        MaeRecipe recipe = trial.repetition(seed);
        Path run = folder.resolve(trial.folder(seed));
        return remembered(run, recipe).score(Score.class, () -> score(trial, recipe, run));
    }

    private Score score(Trial trial, MaeRecipe recipe, Path run) {
        progress.message(trial.name() + ", seed " + recipe.train().seed() + ":");
        double seconds = MaeRun.train(recipe, train, run, progress);
        try (MaeFile file = MaeFile.open(run)) {
            return measure(recipe, file.model(), seconds);
        }
    }

    private Remembered remembered(Path run, MaeRecipe recipe) {
        return Remembered.in(run, Configs.json(recipe) + " on " + images);
    }

    /** A score in the course of training. */
    record Moment(double epoch, Score score) {}

    /** Scores of a repetition at so many moments of its training, evenly spaced. */
    List<Moment> course(Trial trial, long seed, int moments) {
        MaeRecipe plain = trial.repetition(seed);
        MaeRecipe recipe = plain.withTrain(plain.train().withCheckpoints(moments, train.size()));
        Path run = folder.resolve(trial.folder(seed));
        Remembered remembered = remembered(run, recipe);
        return List.of(
                remembered.result("course.json", Moment[].class, () -> course(trial, recipe, run)));
    }

    private Moment[] course(Trial trial, MaeRecipe recipe, Path run) {
        progress.message(trial.name() + ", seed " + recipe.train().seed() + ":");
        MaeRun.train(recipe, train, run, progress);
        List<Moment> scores = new ArrayList<>();
        for (Path checkpoint : SavedModel.checkpoints(run)) {
            try (MaeFile file = MaeFile.open(checkpoint)) {
                double epoch = recipe.train().epochs(SavedModel.step(checkpoint), train.size());
                scores.add(new Moment(epoch, measure(recipe, file.model(), 0)));
            }
        }
        return scores.toArray(Moment[]::new);
    }

    /** Scores an encoder as it is. */
    Score measure(MaeRecipe recipe, Mae model, double seconds) {
        FeatureExtractor extractor =
                new FeatureExtractor(recipe.evaluation(), Engine.cores(), progress);
        List<Pooling> poolings = List.of(Pooling.CLS, Pooling.MEAN_ALL);
        List<Features> known = extractor.of(model.encoder(), -1, poolings, train);
        List<Features> asked = extractor.of(model.encoder(), -1, poolings, test);
        LinearProbe probe = new LinearProbe(ProbeProtocol.Simple.tables(), 0);
        Features ranked = asked.get(0).spread(RANKED_IMAGES);
        return new Score(
                recipe,
                Knn.TABLES.classify(known.get(0), asked.get(0)).top1(),
                Knn.TABLES.classify(known.get(1), asked.get(1)).top1(),
                probe.accuracy(known.get(1), asked.get(1)),
                EffectiveRank.of(ranked),
                ranked.n(),
                model.encoder().blocks().alphas(),
                seconds);
    }
}
