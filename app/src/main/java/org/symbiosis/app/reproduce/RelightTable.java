package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.report.Element;

/**
 * A table of chapter 6: ways to train, each scored on unseen scenes.
 *
 * @param name on the command line
 * @param title of the table
 * @param measures what is measured
 * @param printed what the dissertation reports, in a sentence
 * @param trials its rows, made from the scale's own recipe
 */
record RelightTable(
        String name,
        String title,
        RelightMeasures measures,
        String printed,
        Function<RelightRecipe, List<RelightTrial>> trials)
        implements Reproduction {
    /** All tables of the chapter. */
    static List<Reproduction> all() {
        return List.of(
                new RelightTable(
                        "table-6.1",
                        "Relighting: input, ours, and ours without its parts (Table 6.1)",
                        RelightMeasures.RELIT,
                        "Printed (RMSE, SSIM raw; RMSE, SSIM colour-corrected): input .384 .438"
                                + " .312 .492, sigma = 0 .326 .232 .242 .541, without L_reg .315"
                                + " .462 .232 .550, ours .297 .473 .222 .571.",
                        RelightTrial::ablations),
                new RelightTable(
                        "table-6.2",
                        "Relighting by the limit alpha of the scaling (Table 6.2)",
                        RelightMeasures.RELIT,
                        "Printed (as in Table 6.1): infinity .471 .287 .352 .407, 1e-2 .314 .444"
                                + " .238 .546, 5e-3 .297 .473 .222 .571, 1e-3 .312 .453 .256 .524,"
                                + " 5e-4 .309 .460 .253 .533.",
                        r -> RelightTrial.alphas(r, Double.POSITIVE_INFINITY, 2, 1, 0.2, 0.1)),
                new RelightTable(
                        "table-6.3",
                        "Albedo with the light switched off (Table 6.3)",
                        RelightMeasures.ALBEDO,
                        "Printed, WHDR in % on photographs: 28.97 plain, 19.09 tuned, 15.81 tuned"
                                + " and flattened.",
                        r -> RelightTrial.alphas(r, 2)),
                new RelightTable(
                        "table-6.4",
                        "Albedo by the limit alpha of the scaling (Table 6.4)",
                        RelightMeasures.ALBEDO,
                        "Printed, WHDR in % (0.1 flat / plain; tuned flat / plain): 1e-2 17.64 /"
                                + " 28.97; 15.81 / 19.09, 5e-3 18.93 / 31.81; 16.02 / 19.53, 1e-3"
                                + " 18.00 / 29.77; 15.84 / 19.13, 5e-4 18.04 / 29.62; 15.85 /"
                                + " 19.12.",
                        r -> RelightTrial.alphas(r, 2, 1, 0.2, 0.1)));
    }

    /** The recipe that a scale stands for, as the options change it. */
    static RelightRecipe recipe(Assignment a) {
        RelightRecipe usual =
                switch (a.scale()) {
                    case TINY -> RelightRecipe.rooms().withEpochs(1);
                    case SMALL -> RelightRecipe.rooms();
                    case FULL -> RelightRecipe.full();
                };
        return a.changes().to(usual);
    }

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.TEST, Choice.ROWS, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        List<RelightTrial> chosen =
                Rows.chosen(trials.apply(recipe(a)), RelightTrial::name, a.rows());
        try (RelightLaboratory laboratory = new RelightLaboratory(a)) {
            measures.prepare(laboratory, a);
            Map<String, List<Double>> baselines = new LinkedHashMap<>();
            Map<String, List<RelightScore>> scores = new LinkedHashMap<>();
            List<Element> pictures = new ArrayList<>();
            RelightSheet sheet =
                    new RelightSheet(this, a, laboratory.words(), baselines, scores, pictures);
            for (long seed = 0; seed < a.seeds(); seed++) {
                for (RelightTrial trial : chosen) {
                    RelightScore score = laboratory.score(trial, seed);
                    if (scores.isEmpty()) {
                        baselines.putAll(measures.baselines(laboratory, score));
                    }
                    scores.computeIfAbsent(trial.name(), n -> new ArrayList<>()).add(score);
                    laboratory.pictures(trial, seed, measures).ifPresent(pictures::add);
                    sheet.write();
                }
            }
            System.out.println(sheet.markdown());
        }
    }
}
