package org.symbiosis.nested;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.train.Progress;
import org.symbiosis.train.Trainer;

/**
 * The greedy search of the noise on the conditions (section 5.4.1): level by level deeper, the
 * noise found above stays, and the new {@code sigma_2} with the least score is kept.
 *
 * <p>Trained levels are reused: those above are the same for all candidates, and the new semantic
 * level does not see its own sigma, so that each candidate costs one image level. What is trained
 * or scored stays in the folder; the same search goes on from there. Runs of another recipe or of
 * other latents in it are refused, and what was scored otherwise is scored anew.
 */
public final class SigmaSearch {
    private static final String SCORE = "scored.json";

    private final NestedRecipe recipe;
    private final List<Double> candidates;
    private final LatentStore store;
    private final Path folder;
    private final Scoring scoring;
    private final Progress progress;
    private final List<Path> runs = new ArrayList<>();

    /** How good a run is; less is better. */
    @FunctionalInterface
    public interface Score {
        /** The score of a finished run, such as the Frechet distance of its images. */
        double of(Path run);
    }

    /**
     * How runs are compared.
     *
     * @param words all that a score depends on besides the run, such as judge and number of images;
     *     scores under other words are not taken for these
     * @param score less is better
     */
    public record Scoring(String words, Score score) {}

    /** A run's score and what it depends on. */
    private record Noted(String scoring, Trial trial) {}

    /**
     * One run of the search.
     *
     * @param levels L
     * @param sigmas {@code (sigma_L, ..., sigma_2)}
     * @param score of the run
     * @param run its folder
     */
    public record Trial(int levels, List<Double> sigmas, double score, String run) {
        /** Copies the list. */
        public Trial {
            sigmas = List.copyOf(sigmas);
        }
    }

    /**
     * A search.
     *
     * @param recipe of the deepest hierarchy; its own sigmas do not matter
     * @param candidates for every sigma, such as 0, 0.5 and 1
     * @param folder of the runs
     */
    public SigmaSearch(
            NestedRecipe recipe,
            List<Double> candidates,
            LatentStore store,
            Path folder,
            Scoring scoring,
            Progress progress) {
        if (candidates.isEmpty()) {
            throw UserError.usage("a search without candidates", "give some, such as 0,0.5,1.0");
        }
        this.recipe = recipe;
        this.candidates = List.copyOf(candidates);
        this.store = store;
        this.folder = folder;
        this.scoring = scoring;
        this.progress = progress;
    }

    /** All runs, shallow ones first; the best of each depth is the one that the next builds on. */
    public List<Trial> run() {
        List<Trial> all = new ArrayList<>();
        List<Double> kept = List.of();
        all.add(trial(1, kept));
        for (int L = 2; L <= recipe.model().levels(); L++) {
            List<Trial> ofDepth = new ArrayList<>();
            for (double candidate : candidates) {
                List<Double> sigmas = new ArrayList<>(kept);
                sigmas.add(candidate);
                ofDepth.add(trial(L, sigmas));
            }
            Trial best = ofDepth.stream().min(Comparator.comparingDouble(Trial::score)).get();
            progress.message(
                    "%d levels: sigma_2 = %s is best (%.2f)"
                            .formatted(L, best.sigmas().get(L - 2), best.score()));
            kept = best.sigmas();
            all.addAll(ofDepth);
        }
        return all;
    }

    private Trial trial(int levels, List<Double> sigmas) {
        StringBuilder name = new StringBuilder("levels-" + levels);
        sigmas.forEach(s -> name.append("-").append(s));
        Path run = folder.resolve(name.toString());
        NestedConfig model = recipe.model().withLevels(levels).withSigmas(sigmas);
        NestedRecipe wanted = recipe.withModel(model);
        NestedFile.requireSame(run, wanted, store);
        Path noted = run.resolve(SCORE);
        Trial trial =
                known(noted)
                        .orElseGet(
                                () -> {
                                    train(wanted, run);
                                    double score = scoring.score().of(run);
                                    return new Trial(levels, sigmas, score, name.toString());
                                });
        AtomicFile.write(
                noted,
                Configs.json(new Noted(scoring.words(), trial)).getBytes(StandardCharsets.UTF_8));
        runs.add(run);
        progress.message("%s: %.2f".formatted(name, trial.score()));
        return trial;
    }

    private Optional<Trial> known(Path noted) {
        if (!Files.exists(noted)) {
            return Optional.empty();
        }
        try {
            Noted known = Configs.fromJson(Files.readString(noted), Noted.class);
            return Optional.of(known.trial()).filter(t -> known.scoring().equals(scoring.words()));
        } catch (IOException e) {
            throw UserError.failed("cannot read " + noted, "remove it to score again", e);
        }
    }

    private void train(NestedRecipe wanted, Path run) {
        NestedTraining training =
                new NestedTraining(wanted, store, TextStates.none(), run, progress);
        for (Path earlier : runs) {
            training.reuse(earlier);
        }
        if (training.run() == Trainer.Outcome.INTERRUPTED) {
            throw UserError.failed(
                    "stopped while training " + run, "the same command goes on from there");
        }
    }
}
