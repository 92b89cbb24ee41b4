package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedConfig;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.SigmaSearch;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;
import org.symbiosis.report.Report;

/**
 * Table 5.1: depth and noise on conditions, without and with guidance, against one level of at
 * least the same cost (1*). Distances are in the features of another encoder, no FID.
 */
final class Table5_1 implements Reproduction {
    @Override
    public String name() {
        return "table-5.1";
    }

    @Override
    public String title() {
        return "Depth of the hierarchy and noise on its conditions (Table 5.1)";
    }

    @Override
    public boolean readsModels() {
        return true;
    }

    /** A repetition of a row. */
    private record Row(double megas, double plain, double guided) {}

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (long seed = 0; seed < a.seeds(); seed++) {
            String encoder = lab.network(NestedLab.Role.ENCODER, seed);
            String judge = lab.network(NestedLab.Role.JUDGE, seed);
            try (LatentStore store = lab.latents(encoder, lab.levels())) {
                new Repetition(a, lab, store, judge, seed).rows(rows);
            }
        }
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "levels, sigmas",
                        List.of(
                                new Measure<>(Column.number("MMACs", 1), Row::megas),
                                new Measure<>(new Column("distance", Best.LOWEST, 2), Row::plain),
                                new Measure<>(new Column("guided", Best.LOWEST, 2), Row::guided)),
                        rows);
        String what = "Frechet distance over features of a second encoder (no FID): " + lab.words();
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(Map.of("table", name(), "what", what, "rows", rows))
                        .getBytes(StandardCharsets.UTF_8));
        Report.titled(title())
                .paragraph(
                        "In the dissertation FID falls with every level, the best sigma_2 grows"
                                + " with depth, and one level of the same cost (1*) stays behind.")
                .paragraph(what + ".")
                .code(a.command())
                .table(table.table(), "Mean and deviation over seeds")
                .write(a.folder().resolve("report.html"));
        System.out.println(table.markdown() + "\n" + what + ".");
    }

    /** All rows of one seed. */
    private record Repetition(
            Assignment a, NestedLab lab, LatentStore store, String judge, long seed) {
        void rows(Map<String, List<Row>> rows) {
            Path folder = a.folder().resolve("search-seed-" + seed);
            NestedRecipe deepest = lab.recipe(lab.levels(), seed);
            NestedRecipe deep = lab.recipe(1, seed).withModel(starModel(seed));
            Path star = lab.trained(deep, store, "levels-1-star-seed-" + seed);
            add(rows, "1*", deep, plain(star), star);
            SigmaSearch search =
                    new SigmaSearch(
                            deepest, lab.sigmas(), store, folder, this::plain, a.progress());
            for (SigmaSearch.Trial trial : search.run()) {
                NestedRecipe one =
                        deepest.withModel(
                                deepest.model()
                                        .withLevels(trial.levels())
                                        .withSigmas(trial.sigmas()));
                String name = trial.levels() + ", " + trial.sigmas();
                add(rows, name, one, trial.score(), folder.resolve(trial.run()));
            }
        }

        private void add(
                Map<String, List<Row>> rows,
                String name,
                NestedRecipe recipe,
                double plain,
                Path run) {
            double macs =
                    LevelCost.of(recipe.model()).stream().mapToLong(LevelCost::macs).sum() / 1e6;
            double guided = recipe.model().levels() == 1 ? Double.NaN : guided(run);
            rows.computeIfAbsent(name, n -> new ArrayList<>()).add(new Row(macs, plain, guided));
        }

        private double plain(Path run) {
            return lab.noted(run, "plain", () -> lab.distance(run, NestedLab::plain, judge, seed));
        }

        private double guided(Path run) {
            return lab.noted(
                    run,
                    "guided",
                    () -> lab.distance(run, model -> model.recipe().generation(), judge, seed));
        }

        /** One level with two blocks more. */
        private NestedConfig starModel(long seed) {
            NestedRecipe one = lab.recipe(1, seed);
            LevelNetwork n = one.model().network();
            return one.model().withNetwork(new LevelNetwork(n.dim(), n.depth() + 2, n.heads()));
        }
    }
}
