package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.SigmaSearch;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

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

    /** A repetition of a row. */
    private record Row(double megas, double plain, double guided) {}

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        lab.repeat(trial -> measure(a, trial, rows));
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "levels, sigmas",
                        List.of(
                                new Measure<>(Column.number("MMACs", 1), Row::megas),
                                new Measure<>(new Column("distance", Best.LOWEST, 4), Row::plain),
                                new Measure<>(new Column("guided", Best.LOWEST, 4), Row::guided)),
                        rows);
        lab.publish(
                this,
                table,
                "FID falls with every level, the best sigma_2 grows with depth, and one level of the"
                        + " same cost (1*) stays behind");
    }

    /** All rows of one seed. */
    private static void measure(Assignment a, NestedTrial trial, Map<String, List<Row>> rows) {
        NestedRecipe deep = trial.deeper();
        add(rows, "1*", trial, deep, trial.trained(deep, "levels-1-star"));
        NestedLab lab = trial.lab();
        NestedRecipe deepest = trial.recipe(lab.levels());
        Path folder = a.folder().resolve("search-seed-" + trial.seed());
        SigmaSearch search =
                new SigmaSearch(
                        deepest, lab.sigmas(), trial.store(), folder, trial::plain, a.progress());
        for (SigmaSearch.Trial found : search.run()) {
            NestedRecipe one =
                    deepest.withModel(
                            deepest.model().withLevels(found.levels()).withSigmas(found.sigmas()));
            String name = found.levels() == 1 ? "1" : found.levels() + ", " + found.sigmas();
            add(rows, name, trial, one, folder.resolve(found.run()));
        }
    }

    private static void add(
            Map<String, List<Row>> rows,
            String name,
            NestedTrial trial,
            NestedRecipe recipe,
            Path run) {
        double guided = recipe.model().levels() == 1 ? Double.NaN : trial.guided(run);
        rows.computeIfAbsent(name, n -> new ArrayList<>())
                .add(new Row(NestedTrial.megas(recipe), trial.plain(run), guided));
    }
}
