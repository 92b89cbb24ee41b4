package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.FeatureScores;
import org.symbiosis.app.reproduce.StructuralScore.Drawn;
import org.symbiosis.app.reproduce.StructuralScore.Moment;
import org.symbiosis.config.Configs;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Diverged;

/**
 * Trains and measures rows of chapter 3's tables, each in a folder of its own, and remembers what
 * came of them: an interrupted table goes on where it was.
 */
final class StructuralLaboratory {
    private static final int PROBE_EPOCHS = 100;

    private final Assignment a;
    private final Judged images;
    private final int moments;
    private final Optional<Gallery> gallery;

    /**
     * A laboratory on these images.
     *
     * @param moments how often to measure each training
     * @param gallery where generators show pictures, if they are to
     */
    StructuralLaboratory(Assignment a, Judged images, int moments, Optional<Gallery> gallery) {
        this.a = a;
        this.images = images;
        this.moments = moments;
        this.gallery = gallery;
    }

    /** The score of a repetition: recalled, or trained for (from a checkpoint if there is one). */
    StructuralScore score(StructuralRow row, long seed) {
        Path run = a.folder().resolve(row.folder(seed));
        Contender contender = row.contender().withSeed(seed);
        Optional<Course> course = course(contender);
        Contender followed =
                course.isPresent() && contender instanceof Contender.Learner learner
                        ? learner.withTrain(course.get().train())
                        : contender;
        Remembered place = Remembered.in(run, identity(followed));
        StructuralScore score =
                place.score(StructuralScore.class, () -> score(row, followed, course, run, seed));
        return gallery.isPresent() && !score.weights().isEmpty()
                ? score.withDrawn(drawn(gallery.get(), place, score.weights(), seed))
                : score;
    }

    /** What a judge says of pictures; another judge looks at them anew. */
    private Drawn drawn(Gallery shown, Remembered place, String weights, long seed) {
        Path run = place.folder();
        Path sheet = a.folder().resolve(run.getFileName() + ".png");
        return place.result(
                "drawn-" + Fingerprint.of(shown.identity()).substring(0, 8) + ".json",
                Drawn.class,
                () -> shown.draw(run.resolve(weights), sheet, seed));
    }

    private StructuralScore score(
            StructuralRow row, Contender contender, Optional<Course> course, Path run, long seed) {
        a.progress().message(row.name() + ", seed " + seed + ":");
        return contender instanceof Contender.Learner learner
                ? learnt(learner, course.orElseThrow(), run, seed)
                : new StructuralScore(
                        List.of(new Moment(0, measure(contender, run, seed))),
                        "",
                        Drawn.NONE,
                        "",
                        0);
    }

    private Optional<Course> course(Contender contender) {
        return contender instanceof Contender.Learner learner
                ? Optional.of(Course.of(learner.train(), moments, images.train().size()))
                : Optional.empty();
    }

    private String identity(Contender contender) {
        return "%s %s on %s, %d runs"
                .formatted(
                        contender.getClass().getSimpleName(),
                        Configs.json(contender),
                        images.identity(),
                        runs());
    }

    private StructuralScore learnt(Contender.Learner learner, Course course, Path run, long seed) {
        long begun = System.nanoTime();
        boolean isThere = TrainedOnce.isIn(run);
        Optional<UserError> astray = train(learner, run);
        double seconds = isThere ? 0 : (System.nanoTime() - begun) / 1e9;
        List<Course.Stop> stops =
                astray.isEmpty()
                        ? course.finished(run)
                        : course.unfinished(run, ((Diverged) astray.get().getCause()).lastGood());
        List<Moment> measured = new ArrayList<>();
        for (Course.Stop stop : stops) {
            measured.add(new Moment(stop.share(), measure(learner, stop.weights(), seed)));
        }
        boolean draws = learner instanceof Contender.Adversarial && !stops.isEmpty();
        String weights = draws ? weights(run, stops.get(stops.size() - 1)) : "";
        String note = astray.map(UserError::getMessage).orElse("");
        return new StructuralScore(measured, weights, Drawn.NONE, note, seconds);
    }

    private static String weights(Path run, Course.Stop stop) {
        return stop.weights().equals(run)
                ? "model.safetensors"
                : run.relativize(stop.weights()).toString();
    }

    /** Trains; returns what went wrong when the training diverged, and otherwise nothing. */
    private Optional<UserError> train(Contender.Learner learner, Path path) {
        try {
            TrainedOnce.in(path, run -> learner.run(images.train(), run, a.progress()));
            return Optional.empty();
        } catch (UserError e) {
            if (!(e.getCause() instanceof Diverged)) {
                throw e;
            }
            a.progress().message("note: " + e.getMessage());
            return Optional.of(e);
        }
    }

    private FeatureScores measure(Contender contender, Path weights, long seed) {
        try (Encoder encoder = contender.open(weights)) {
            FeatureExtractor extractor =
                    new FeatureExtractor(encoder.evaluation(), Engine.cores(), a.progress());
            return FeatureScores.of(
                    "backbone",
                    encoder.of(extractor, images.train()),
                    encoder.of(extractor, images.test()),
                    new FeatureScores.Effort(runs(), PROBE_EPOCHS, seed));
        }
    }

    /** Of k-means and of the SVM's choice of C; the thesis has 20. */
    private int runs() {
        return switch (a.scale()) {
            case TINY -> 1;
            case SMALL -> 5;
            case FULL -> 20;
        };
    }
}
