package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.config.Configs;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.report.Column;
import org.symbiosis.report.Element;
import org.symbiosis.report.Report;

/** Table 2.4: diffusion models by their smallest alpha, by probe accuracy and pictures. */
final class Table2_4 implements Judging {
    private static final List<Double> ALPHAS = List.of(1.0, 0.8, 0.7, 0.6);

    @Override
    public String name() {
        return "table-2.4";
    }

    @Override
    public String title() {
        return "Decayed shortcuts in unconditional diffusion models (Table 2.4, CIFAR)";
    }

    @Override
    public Set<Choice> heeds() {
        return Choice.judging(
                Choice.MODELS, Choice.ROWS, Choice.DRAWN, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a, Judged images) {
        List<DiffusionTrial> chosen = Rows.chosen(trials(a), DiffusionTrial::name, a.rows());
        Map<String, List<DiffusionScore>> scores = new LinkedHashMap<>();
        chosen.forEach(t -> scores.put(t.name(), new ArrayList<>()));
        int pictures = pictures(a, images.train().size());
        DiffusionLaboratory.Way way = way(a.scale());
        List<Element> sheets = new ArrayList<>();
        try (DiffusionLaboratory laboratory = new DiffusionLaboratory(a, images, pictures, way)) {
            for (long seed = 0; seed < a.seeds(); seed++) {
                for (DiffusionTrial trial : chosen) {
                    DiffusionScore score = laboratory.score(trial, seed);
                    scores.get(trial.name()).add(score);
                    String what = "%s, seed %d".formatted(trial.name(), seed);
                    laboratory.sheet(trial, seed).figure(what).ifPresent(sheets::add);
                    a.progress()
                            .message(
                                    "%s, seed %d: probe %.1f (%s at %s), %s %.2f"
                                            .formatted(
                                                    trial.name(),
                                                    seed,
                                                    score.probe(),
                                                    score.layer(),
                                                    score.time(),
                                                    score.measure(),
                                                    score.frechet()));
                }
                write(a, images.words(), scores, sheets);
            }
        }
        System.out.println(table(scores).markdown());
    }

    private static List<DiffusionTrial> trials(Assignment a) {
        DiffusionRecipe base = base(a.scale());
        List<DiffusionTrial> trials = new ArrayList<>();
        for (double alphaMin : ALPHAS) {
            if (alphaMin == 1) {
                trials.add(trial(a, "alphaMin 1.0", base.original()));
                trials.add(
                        trial(
                                a,
                                "alphaMin 1.0, zero branches",
                                base.withShortcut(new Shortcut.Identity())));
            } else {
                UVitConfig decayed = base.model().decayed(alphaMin);
                trials.add(trial(a, "alphaMin " + alphaMin, base.withModel(decayed)));
            }
        }
        return trials;
    }

    private static DiffusionTrial trial(Assignment a, String name, DiffusionRecipe recipe) {
        return new DiffusionTrial(name, a.changes().to(recipe));
    }

    /** The final score by the dissertation's solver, or by a fast one. */
    private static DiffusionLaboratory.Way way(Scale scale) {
        return scale == Scale.FULL
                ? new DiffusionLaboratory.Way(Optional.of("euler-maruyama"), 1000)
                : new DiffusionLaboratory.Way(Optional.empty(), 50);
    }

    private static DiffusionRecipe base(Scale scale) {
        return switch (scale) {
            case TINY -> DiffusionRecipe.tiny();
            case SMALL -> DiffusionRecipe.tiny().withEpochs(100);
            case FULL -> DiffusionRecipe.cifar();
        };
    }

    private static int pictures(Assignment a, int trained) {
        int most =
                switch (a.scale()) {
                    case TINY -> 500;
                    case SMALL -> 2_000;
                    case FULL -> 50_000;
                };
        if (trained < 2) {
            throw UserError.usage("one image makes no distribution", "give more by --images");
        }
        return a.extent().drawn().orElse(Math.min(most, trained));
    }

    private static MeasuredTable<DiffusionScore> table(Map<String, List<DiffusionScore>> scores) {
        String measure =
                scores.values().stream()
                        .flatMap(List::stream)
                        .map(DiffusionScore::measure)
                        .findFirst()
                        .orElse("Frechet distance");
        return new MeasuredTable<>(
                "row",
                List.of(
                        new Measure<>(Column.highest("linear probe (%)", 1), DiffusionScore::probe),
                        new Measure<>(Column.lowest(measure, 2), DiffusionScore::frechet),
                        new Measure<>(Column.number("best time", 2), DiffusionScore::time),
                        new Measure<>(
                                Column.number("alpha_eff", 4),
                                s -> s.recipe().model().effectiveDecay()),
                        new Measure<>(Column.number("training (s)", 0), DiffusionScore::seconds)),
                scores);
    }

    private void write(
            Assignment a,
            String images,
            Map<String, List<DiffusionScore>> scores,
            List<Element> sheets) {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", name());
        results.put("command", a.command());
        results.put("images", images);
        results.put("scores", scores);
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report.titled(title())
                .paragraph("Made with " + images + " images; made again by:")
                .code(a.command())
                .paragraph(
                        "The dissertation, CIFAR-100, U-ViT-S/2, from alphaMin 1.0 over 0.8 and 0.7"
                                + " to 0.6: probe 62.47, 63.58, 66.86, 64.63; FID 14.34, 11.65,"
                                + " 8.99, 11.71. The probe is the best over blocks and noise"
                                + " levels, of the mean of patch tokens; weights are the running"
                                + " mean; pictures are drawn without guidance, by "
                                + way(a.scale()).words()
                                + ". The original U-ViT begins its branches at random, decayed ones"
                                + " at zero: the row of zero branches tells the two apart.")
                .table(table(scores).table(), "Mean and deviation over seeds")
                .addAll(sheets)
                .write(a.folder().resolve("report.html"));
    }
}
