package org.symbiosis.app.spiral;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.train.Progress;

/**
 * Trainings of several seeds.
 *
 * @param scores repetitions by what was judged
 * @param picture of the first seed
 */
public record SpiralStudy(Map<String, List<SpiralScore>> scores, Png picture) {
    private static final List<Measure<SpiralScore>> MEASURES =
            List.of(
                    new Measure<>(Column.highest("SVM", 1), SpiralScore::svm),
                    new Measure<>(Column.highest("1-NN, 10 labels an arm", 1), SpiralScore::few),
                    new Measure<>(Column.highest("5-NN", 1), SpiralScore::knn),
                    new Measure<>(Column.highest("k-means", 1), SpiralScore::kMeans),
                    new Measure<>(Column.highest("G near the curve", 1), SpiralScore::near),
                    new Measure<>(Column.highest("curve covered", 1), SpiralScore::covered));

    /**
     * Trains and judges seeds 0, 1, ...
     *
     * @param folder a run for each seed goes there
     */
    public static SpiralStudy of(GanRecipe recipe, int seeds, Path folder, Progress progress) {
        Map<String, List<SpiralScore>> all = new LinkedHashMap<>();
        Png picture = null;
        for (int seed = 0; seed < seeds; seed++) {
            SpiralRun run = SpiralRun.of(recipe, seed);
            try (GanFile trained = run.trained(folder.resolve("seed-" + seed), progress)) {
                run.scores(trained.model())
                        .forEach(
                                (name, score) ->
                                        all.computeIfAbsent(name, n -> new ArrayList<>())
                                                .add(score));
                if (picture == null) {
                    picture = SpiralPicture.of(trained.model(), run.test(), progress);
                }
            }
        }
        return new SpiralStudy(all, picture);
    }

    /** Percentages, with deviations over the seeds. */
    public MeasuredTable<SpiralScore> table() {
        return new MeasuredTable<>("features", MEASURES, scores);
    }
}
