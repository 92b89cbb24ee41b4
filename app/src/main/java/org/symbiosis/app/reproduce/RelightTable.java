package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.intrinsics.AlbedoGuess;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.report.Report;

/**
 * A table of chapter 6: ways to train, each scored on unseen scenes.
 *
 * @param name on the command line
 * @param title of the table
 * @param kind what is measured
 * @param printed what the dissertation reports, in a sentence
 * @param trials its rows, made from the scale's own recipe
 */
record RelightTable(
        String name,
        String title,
        Kind kind,
        String printed,
        Function<RelightRecipe, List<RelightTrial>> trials)
        implements Reproduction {
    /** What a table measures. */
    enum Kind {
        RELIT,
        ALBEDO;

        List<String> columns() {
            return this == RELIT ? RelightScore.RELIT : RelightScore.ALBEDO;
        }

        List<Double> of(RelightScore score) {
            return this == RELIT ? score.relit() : score.albedo();
        }
    }

    /** All tables of the chapter. */
    static List<Reproduction> all() {
        return List.of(
                new RelightTable(
                        "table-6.1",
                        "Relighting: input, ours, and ours without its parts (Table 6.1)",
                        Kind.RELIT,
                        "Printed (RMSE, SSIM raw; RMSE, SSIM colour-corrected): input .384 .438"
                                + " .312 .492, sigma = 0 .326 .232 .242 .541, without L_reg .315"
                                + " .462 .232 .550, ours .297 .473 .222 .571.",
                        RelightTrial::ablations),
                new RelightTable(
                        "table-6.2",
                        "Relighting by the limit alpha of the scaling (Table 6.2)",
                        Kind.RELIT,
                        "Printed (as in Table 6.1): infinity .471 .287 .352 .407, 1e-2 .314 .444"
                                + " .238 .546, 5e-3 .297 .473 .222 .571, 1e-3 .312 .453 .256 .524,"
                                + " 5e-4 .309 .460 .253 .533.",
                        r -> RelightTrial.alphas(r, Double.POSITIVE_INFINITY, 2, 1, 0.2, 0.1)),
                new RelightTable(
                        "table-6.3",
                        "Albedo with the light switched off (Table 6.3)",
                        Kind.ALBEDO,
                        "Printed, WHDR in % on photographs: 28.97 plain, 19.09 tuned, 15.81 tuned"
                                + " and flattened.",
                        r -> RelightTrial.alphas(r, 2)),
                new RelightTable(
                        "table-6.4",
                        "Albedo by the limit alpha of the scaling (Table 6.4)",
                        Kind.ALBEDO,
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
            if (kind == Kind.ALBEDO) {
                laboratory.gaps().forEach(a.progress()::message);
            } else {
                laboratory.test(); // refused before the training, not after it
            }
            Map<String, List<List<Double>>> rows = new LinkedHashMap<>();
            List<RelightScore> scores = new ArrayList<>();
            for (RelightTrial trial : chosen) {
                List<List<Double>> values = new ArrayList<>();
                for (long seed = 0; seed < a.seeds(); seed++) {
                    RelightScore score = laboratory.score(trial, seed);
                    scores.add(score);
                    values.add(kind.of(score));
                }
                rows.put(trial.name(), values);
            }
            if (kind == Kind.RELIT) {
                rows.put("input image", List.of(scores.get(0).input()));
            } else {
                baselines(laboratory).forEach((n, v) -> rows.put(n, List.of(v)));
            }
            write(a, laboratory.words(), rows, scores);
        }
    }

    private Map<String, List<Double>> baselines(RelightLaboratory laboratory) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        rows.put("input image", laboratory.albedo(AlbedoGuess.INPUT, AlbedoGuess.INPUT_FLAT));
        rows.put("blurred input", laboratory.albedo(AlbedoGuess.BLURRED, AlbedoGuess.BLURRED));
        rows.put("constant grey", laboratory.albedo(AlbedoGuess.CONSTANT, AlbedoGuess.CONSTANT));
        return rows;
    }

    private void write(
            Assignment a,
            String words,
            Map<String, List<List<Double>>> rows,
            List<RelightScore> scores) {
        StringBuilder text = new StringBuilder("| row |");
        kind.columns().forEach(c -> text.append(' ').append(c).append(" |"));
        text.append("\n|---|").append("---:|".repeat(kind.columns().size())).append('\n');
        rows.forEach((name, values) -> text.append(line(name, values)));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", name);
        results.put("command", a.command());
        results.put("rows", rows);
        results.put("scores", scores);
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report.titled(title)
                .paragraph("Trained on " + words + "; " + a.seeds() + " seeds. " + printed)
                .code(a.command())
                .code(text.toString())
                .write(a.folder().resolve("report.html"));
        System.out.println(text + "\n" + printed);
    }

    /** Means over seeds, with deviations where there are several; a dash where there are none. */
    private static String line(String name, List<List<Double>> values) {
        StringBuilder line = new StringBuilder("| " + name + " |");
        for (int c = 0; c < values.get(0).size(); c++) {
            int column = c;
            double mean =
                    values.stream().mapToDouble(v -> v.get(column)).average().orElse(Double.NaN);
            if (Double.isNaN(mean)) {
                line.append(" - |");
                continue;
            }
            double squares =
                    values.stream().mapToDouble(v -> Math.pow(v.get(column) - mean, 2)).sum();
            String spread =
                    values.size() < 2
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    " ± %.3f",
                                    Math.sqrt(squares / (values.size() - 1)));
            line.append(String.format(Locale.ROOT, " %.3f%s |", mean, spread));
        }
        return line.append('\n').toString();
    }
}
