package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.AlbedoTruth;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.eval.intrinsic.AlbedoError;
import org.symbiosis.eval.intrinsic.Reflectance;
import org.symbiosis.eval.intrinsic.Stability;
import org.symbiosis.eval.intrinsic.Whdr;
import org.symbiosis.intrinsics.flatten.FlattenConfig;
import org.symbiosis.intrinsics.flatten.Flattening;
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
    private final List<Guess> guesses;

    /** A guess of the albedo. */
    public enum Guess {
        /** The model's, its light switched off. */
        MODEL,
        /** The same, flattened. */
        MODEL_FLAT,
        /** The photograph as it is. */
        INPUT,
        /** The photograph, flattened. */
        INPUT_FLAT,
        /** The mean of 9 x 9 pixels of the photograph. */
        BLURRED,
        /** The same grey everywhere. */
        CONSTANT
    }

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
            Relighter relighter, LitScenes scenes, int lightsPerScene, List<Guess> guesses) {
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

        Score score() {
            return new Score(error / errors, deviation / deviations, List.copyOf(whdr));
        }
    }

    /** Scores of all guesses. */
    public Map<Guess, Score> run(Progress progress) {
        Map<Guess, Tally> tallies = new EnumMap<>(Guess.class);
        guesses.forEach(g -> tallies.put(g, new Tally()));
        progress.begin("scenes", 0, scenes.size());
        for (int s = 0; s < scenes.size(); s++) {
            scene(s, tallies);
            progress.step(s + 1, "", 0);
        }
        progress.end();
        Map<Guess, Score> scores = new EnumMap<>(Guess.class);
        tallies.forEach((g, t) -> scores.put(g, t.score()));
        return scores;
    }

    private void scene(int s, Map<Guess, Tally> tallies) {
        Optional<AlbedoTruth> truth = scenes.albedo(s);
        Optional<LightnessJudgements> judged = scenes.judgements(s);
        int lights = Math.min(lightsPerScene, scenes.lights(s));
        List<Planes> photos =
                IntStream.range(0, lights)
                        .mapToObj(i -> scenes.picture(s, i * scenes.lights(s) / lights))
                        .map(Planes::of)
                        .toList();
        for (Guess guess : guesses) {
            Tally tally = tallies.get(guess);
            List<Planes> albedos =
                    photos.parallelStream()
                            .map(
                                    photo -> {
                                        Engine.oneThreadHere();
                                        return guess(guess, photo);
                                    })
                            .toList();
            for (Planes albedo : albedos) {
                if (truth.isPresent() && fits(albedo, truth.get())) {
                    tally.error += AlbedoError.scaled(albedo, truth.get());
                    tally.errors++;
                }
                judged.ifPresent(j -> tally.whdr.add(Whdr.of(Reflectance.of(albedo), j)));
            }
            if (albedos.size() > 1) {
                tally.deviation += Stability.deviation(albedos);
                tally.deviations++;
            }
        }
    }

    private static boolean fits(Planes albedo, AlbedoTruth truth) {
        return albedo.width() == truth.width() && albedo.height() == truth.height();
    }

    private Planes guess(Guess guess, Planes photo) {
        Flattening flattening = new Flattening(FlattenConfig.USUAL);
        return switch (guess) {
            case MODEL -> relighter.albedo(photo, Progress.SILENT);
            case MODEL_FLAT -> flattening.of(relighter.albedo(photo, Progress.SILENT));
            case INPUT -> photo;
            case INPUT_FLAT -> flattening.of(photo);
            case BLURRED -> blurred(photo);
            case CONSTANT -> constant(photo);
        };
    }

    private static Planes constant(Planes photo) {
        float[] grey = new float[photo.values().length];
        java.util.Arrays.fill(grey, 0.5f);
        return new Planes(photo.width(), photo.height(), grey);
    }

    /** The mean of 9 x 9 pixels, of those inside the picture. */
    private static Planes blurred(Planes photo) {
        int w = photo.width();
        int h = photo.height();
        float[] out = new float[photo.values().length];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    double sum = 0;
                    int count = 0;
                    for (int r = Math.max(0, y - 4); r <= Math.min(h - 1, y + 4); r++) {
                        for (int q = Math.max(0, x - 4); q <= Math.min(w - 1, x + 4); q++) {
                            sum += photo.values()[(c * h + r) * w + q];
                            count++;
                        }
                    }
                    out[(c * h + y) * w + x] = (float) (sum / count);
                }
            }
        }
        return new Planes(w, h, out);
    }
}
