package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/** Table 5.2: one level, one level that costs more than the hierarchy, and the hierarchy. */
final class Table5_2 implements Reproduction {
    @Override
    public String name() {
        return "table-5.2";
    }

    @Override
    public String title() {
        return "A hierarchy against one level of the same cost (Table 5.2)";
    }

    @Override
    public boolean readsModels() {
        return true;
    }

    /** A repetition of a row; the printed numbers are FID without guidance, of ImageNet. */
    private record Row(double megas, double printed, double plain) {}

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (long seed = 0; seed < a.seeds(); seed++) {
            String encoder = lab.network(NestedLab.Role.ENCODER, seed);
            String judge = lab.network(NestedLab.Role.JUDGE, seed);
            try (LatentStore store = lab.latents(encoder, lab.levels())) {
                new Repetition(rows, lab, store, judge, seed).measure();
            }
        }
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "model",
                        List.of(
                                new Measure<>(
                                        Column.number("printed: FID, L = 5", 2), Row::printed),
                                new Measure<>(Column.number("here: MMACs", 1), Row::megas),
                                new Measure<>(
                                        new Column("here: distance", Best.LOWEST, 4), Row::plain)),
                        rows);
        lab.publish(
                this,
                table,
                "(unconditional, without guidance) a hierarchy reaches 11.05 at 34.0 GFlops where one"
                        + " level has 55.41 at 26.8 and 45.19 at 35.1");
    }

    /** All rows of one seed. */
    private record Repetition(
            Map<String, List<Row>> rows,
            NestedLab lab,
            LatentStore store,
            String judge,
            long seed) {
        void measure() {
            NestedRecipe one = lab.recipe(1, seed);
            LevelNetwork n = one.model().network();
            LevelNetwork deeper = new LevelNetwork(n.dim(), n.depth() + 2, n.heads());
            add("Mid (L = 1)", 55.41, one);
            add("Mid* (deeper)", 45.19, one.withModel(one.model().withNetwork(deeper)));
            add("ours, L = " + lab.levels(), 11.05, lab.recipe(lab.levels(), seed));
        }

        private void add(String row, double printed, NestedRecipe recipe) {
            String name = row.replaceAll("[^A-Za-z0-9]+", "-") + "-seed-" + seed;
            Path run = lab.trained(recipe, store, name);
            double plain =
                    lab.noted(run, "plain", () -> lab.distance(run, NestedLab::plain, judge, seed));
            double macs =
                    LevelCost.of(recipe.model()).stream().mapToLong(LevelCost::macs).sum() / 1e6;
            rows.computeIfAbsent(row, r -> new ArrayList<>()).add(new Row(macs, printed, plain));
        }
    }
}
