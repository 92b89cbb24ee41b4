package org.symbiosis.app.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.FeatureScores;
import org.symbiosis.app.reproduce.StructuralScore.Drawn;
import org.symbiosis.app.reproduce.StructuralScore.Moment;
import org.symbiosis.config.Configs;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Diverged;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * Trains and measures rows of chapter 3's tables, each in a folder of its own, and remembers what
 * came of them: an interrupted table goes on where it was.
 */
final class StructuralLaboratory {
    private static final String SCORE = "score.json";
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
        String identity = identity(followed);
        if (Files.exists(run.resolve(SCORE))) {
            return recall(run, identity);
        }
        a.progress().message(row.name() + ", seed " + seed + ":");
        StructuralScore score =
                followed instanceof Contender.Learner learner
                        ? learnt(learner, course.orElseThrow(), run, seed, identity)
                        : new StructuralScore(
                                identity,
                                List.of(new Moment(0, measure(followed, run, seed))),
                                Drawn.NONE,
                                "",
                                0);
        AtomicFile.write(run.resolve(SCORE), Configs.json(score).getBytes(StandardCharsets.UTF_8));
        return score;
    }

    private Optional<Course> course(Contender contender) {
        return contender instanceof Contender.Learner learner
                ? Optional.of(Course.of(learner.train(), moments, images.train().size()))
                : Optional.empty();
    }

    private String identity(Contender contender) {
        return "%s %s on %s, %s, %d runs"
                .formatted(
                        contender.getClass().getSimpleName(),
                        Configs.json(contender),
                        images.words(),
                        images.test().name(),
                        runs());
    }

    private static StructuralScore recall(Path run, String identity) {
        try {
            StructuralScore score =
                    Configs.fromJson(Files.readString(run.resolve(SCORE)), StructuralScore.class);
            if (!score.identity().equals(identity)) {
                throw UserError.usage(
                        run + " holds a result of another configuration or of other images",
                        "choose another folder by --out, or remove it");
            }
            return score;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + run.resolve(SCORE), "remove it to measure again", e);
        }
    }

    private StructuralScore learnt(
            Contender.Learner learner, Course course, Path run, long seed, String identity) {
        long begun = System.nanoTime();
        boolean isThere = Files.exists(run.resolve("model.safetensors"));
        String note = isThere ? "" : train(learner, run);
        double seconds = isThere ? 0 : (System.nanoTime() - begun) / 1e9;
        List<Course.Stop> stops = note.isEmpty() ? course.finished(run) : course.unfinished(run);
        List<Moment> measured = new ArrayList<>();
        for (Course.Stop stop : stops) {
            measured.add(new Moment(stop.share(), measure(learner, stop.weights(), seed)));
        }
        boolean draws = learner instanceof Contender.Adversarial && !stops.isEmpty();
        Path sheet = a.folder().resolve(run.getFileName() + ".png");
        Drawn drawn =
                gallery.isPresent() && draws
                        ? gallery.get().draw(stops.get(stops.size() - 1).weights(), sheet, seed)
                        : Drawn.NONE;
        return new StructuralScore(identity, measured, drawn, note, seconds);
    }

    /** Trains; returns what went wrong when the training went astray, and otherwise nothing. */
    private String train(Contender.Learner learner, Path path) {
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            if (learner.run(images.train(), run, a.progress()) == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "stopped while training " + path, "the same command goes on from there");
            }
            return "";
        } catch (UserError e) {
            if (!(e.getCause() instanceof Diverged)) {
                throw e;
            }
            a.progress().message("note: " + e.getMessage());
            return e.getMessage();
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
