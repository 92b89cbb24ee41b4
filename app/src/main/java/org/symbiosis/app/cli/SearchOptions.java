package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.app.nested.ImageCodecs;
import org.symbiosis.app.nested.SampleDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.SigmaSearch;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.train.Progress;
import picocli.CommandLine.Option;

/** The greedy search of the noise on conditions, for {@code train nested}. */
final class SearchOptions {
    private static final String SIGMA = "sigma=";
    private static final int USUAL_SAMPLES = 2000;

    @Option(
            names = "--search",
            paramLabel = "sigma=A,B,...",
            description =
                    "Search the noise on conditions level by level (section 5.4.1): a run for each"
                            + " depth and candidate, with trained levels reused.")
    private String search;

    @Option(
            names = "--judge",
            paramLabel = "MODEL",
            description =
                    "For --search: in whose features images are compared: an encoder of ours other"
                            + " than the hierarchy's, or weights of Inception.")
    private String judge;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "For --search: images to draw of each run (default: 2000).")
    private Integer samples;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "For --search: Stable Diffusion's autoencoder, for models of latents.")
    private String autoencoder;

    /** Whether a search is wanted. */
    boolean isWanted() {
        return search != null;
    }

    /**
     * Refuses a search that cannot be made, before a folder is.
     *
     * @throws UserError naming what is wrong
     */
    void require(NestedRecipe recipe, Path latents) {
        if (!isWanted()) {
            refuseRest();
            return;
        }
        candidates();
        if (judge == null || drawn() < 2) {
            throw UserError.usage(
                    "a search compares images",
                    "give --judge, a trained encoder or Inception, and --samples of at least 2");
        }
        if (recipe.model().told() instanceof Told.Text) {
            throw UserError.usage(
                    "a search draws images of no text", "choose a preset that is told none");
        }
        PictureJudge.named(judge, Progress.SILENT).close();
        try (LatentStore store = LatentStore.open(latents)) {
            SampleDistance.requireOther(judge, store.manifest());
        }
    }

    private void refuseRest() {
        if (judge != null || samples != null || autoencoder != null) {
            throw UserError.usage(
                    "--judge, --samples and --autoencoder are for a search", "leave them out");
        }
    }

    private int drawn() {
        return samples == null ? USUAL_SAMPLES : samples;
    }

    /** Searches in a folder and prints a row for each run. */
    int run(NestedRecipe recipe, Path latents, Path folder) {
        Optional<String> weights = Optional.ofNullable(autoencoder);
        TerminalProgress progress = new TerminalProgress();
        try (PictureJudge judged = PictureJudge.named(judge, progress);
                LatentStore store = LatentStore.open(latents);
                ImageCodec codec = ImageCodecs.open(recipe.model().pyramid().first(), weights)) {
            store.manifest().requireCodec(codec);
            SampleDistance distance = new SampleDistance(judged, drawn(), progress);
            Moments real = distance.reference(store, codec);
            SigmaSearch searched =
                    new SigmaSearch(
                            recipe,
                            candidates(),
                            store,
                            folder,
                            new SigmaSearch.Scoring(
                                    drawn() + " images judged by " + judged.identity(),
                                    run -> distance.of(run, weights, real)),
                            progress);
            System.out.printf(
                    Locale.ROOT,
                    "| levels | sigma_L .. sigma_2 | %s | run |%n",
                    judged.judge().measure(drawn()));
            System.out.println("|---:|---|---:|---|");
            for (SigmaSearch.Trial trial : searched.run()) {
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %s | %.4f | %s |%n",
                        trial.levels(),
                        trial.sigmas(),
                        trial.score(),
                        trial.run());
            }
            return 0;
        }
    }

    private List<Double> candidates() {
        List<Double> all = new ArrayList<>();
        try {
            if (search.startsWith(SIGMA)) {
                for (String one : search.substring(SIGMA.length()).split(",", -1)) {
                    all.add(Double.valueOf(one.strip()));
                }
            }
        } catch (NumberFormatException e) {
            throw UserError.usage(
                    "--search " + search + " names no numbers", "write sigma=0,0.5,1.0", e);
        }
        if (all.isEmpty() || all.stream().anyMatch(s -> !(s >= 0) || Double.isInfinite(s))) {
            throw UserError.usage("--search " + search + " is no search", "write sigma=0,0.5,1.0");
        }
        return all;
    }
}
