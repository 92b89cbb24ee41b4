package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.data.lit.AlbedoTruth;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.eval.intrinsic.AlbedoError;
import org.symbiosis.eval.intrinsic.Reflectance;
import org.symbiosis.eval.intrinsic.Stability;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * How near albedos come to the truth, and how little they change with the light; beside guesses
 * that need no model, so that nobody wins by blurring alone.
 */
public final class AlbedoEvaluation {
    private final Relighter relighter;
    private final LitScenes scenes;
    private final int lightsPerScene;
    private final List<AlbedoGuess> guesses;

    /**
     * What is known of a guess.
     *
     * @param error mean scaled error against the truth; not a number where there is none
     * @param deviation mean standard deviation over the lights of a scene
     * @param whdr its disagreement with judgements, picture by picture; empty where there are none
     */
    public record Score(double error, double deviation, List<Whdr> whdr) {}

    /**
     * An evaluation.
     *
     * @param lightsPerScene how many lights of each scene are looked at, evenly spread
     * @param guesses which are made
     */
    public AlbedoEvaluation(
            Relighter relighter, LitScenes scenes, int lightsPerScene, List<AlbedoGuess> guesses) {
        this.relighter = relighter;
        this.scenes = scenes;
        this.lightsPerScene = lightsPerScene;
        this.guesses = List.copyOf(guesses);
    }

    /** Sums of one guess. */
    private static final class Tally {
        private double error;
        private int errors;
        private double deviation;
        private int deviations;
        private final List<Whdr> whdr = new ArrayList<>();

        /** A truth that is known nowhere does not count. */
        void compare(Planes albedo, AlbedoTruth truth) {
            Planes fitted = Resampling.BILINEAR.resize(albedo, truth.width(), truth.height());
            double found = AlbedoError.scaled(fitted, truth);
            if (!Double.isNaN(found)) {
                error += found;
                errors++;
            }
        }

        Score score() {
            return new Score(error / errors, deviation / deviations, List.copyOf(whdr));
        }
    }

    /** Scores of all guesses. */
    public Map<AlbedoGuess, Score> run(Progress progress) {
        Map<AlbedoGuess, Tally> tallies = new EnumMap<>(AlbedoGuess.class);
        guesses.forEach(g -> tallies.put(g, new Tally()));
        progress.begin("scenes", 0, scenes.size());
        for (int s = 0; s < scenes.size(); s++) {
            scene(s, tallies, progress);
            progress.step(s + 1, "", 0);
        }
        progress.end();
        Map<AlbedoGuess, Score> scores = new EnumMap<>(AlbedoGuess.class);
        tallies.forEach((g, t) -> scores.put(g, t.score()));
        return scores;
    }

    private void scene(int s, Map<AlbedoGuess, Tally> tallies, Progress progress) {
        Optional<AlbedoTruth> truth = scenes.albedo(s);
        Optional<LightnessJudgements> judged = scenes.judgements(s);
        List<Planes> photos = photos(s, progress);
        Planes first = photos.get(0);
        truth.filter(t -> t.width() != first.width() || t.height() != first.height())
                .ifPresent(
                        t ->
                                progress.message(
                                        "note: the true albedo of %s is %d x %d, its pictures %d x %d;"
                                                        .formatted(
                                                                scenes.scene(s),
                                                                t.width(),
                                                                t.height(),
                                                                first.width(),
                                                                first.height())
                                                + " albedos are resized to it"));
        for (AlbedoGuess guess : guesses) {
            Tally tally = tallies.get(guess);
            List<Planes> albedos =
                    photos.parallelStream()
                            .map(
                                    photo -> {
                                        Engine.oneThreadHere();
                                        return guess.of(relighter, photo);
                                    })
                            .toList();
            for (Planes albedo : albedos) {
                truth.ifPresent(t -> tally.compare(albedo, t));
                judged.ifPresent(j -> tally.whdr.add(Whdr.of(Reflectance.of(albedo), j)));
            }
            if (albedos.size() > 1) {
                tally.deviation += Stability.deviation(albedos);
                tally.deviations++;
            }
        }
    }

    /** A scene's pictures under the lights that are looked at, all of the first one's size. */
    private List<Planes> photos(int s, Progress progress) {
        int lights = Math.min(lightsPerScene, scenes.lights(s));
        List<Planes> photos =
                IntStream.range(0, lights)
                        .mapToObj(i -> scenes.picture(s, i * scenes.lights(s) / lights))
                        .map(Planes::of)
                        .toList();
        int w = photos.get(0).width();
        int h = photos.get(0).height();
        if (photos.stream().anyMatch(p -> p.width() != w || p.height() != h)) {
            progress.message(
                    "note: the pictures of %s differ in size; they are resized to %d x %d"
                            .formatted(scenes.scene(s), w, h));
        }
        return photos.stream().map(p -> Resampling.BILINEAR.resize(p, w, h)).toList();
    }
}
