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

    /** A repetition of a row; the printed numbers are FID without guidance, of ImageNet. */
    private record Row(double megas, double printed, double plain) {}

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        lab.repeat(
                trial -> {
                    int levels = lab.levels();
                    add(rows, trial, "Mid (L = 1)", 55.41, trial.recipe(1));
                    add(rows, trial, "Mid* (deeper)", 45.19, trial.deeper());
                    add(rows, trial, "ours, L = " + levels, 11.05, trial.recipe(levels));
                });
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

    private static void add(
            Map<String, List<Row>> rows,
            NestedTrial trial,
            String row,
            double printed,
            NestedRecipe recipe) {
        Path run = trial.trained(recipe, row.replaceAll("[^A-Za-z0-9]+", "-"));
        rows.computeIfAbsent(row, r -> new ArrayList<>())
                .add(new Row(NestedTrial.megas(recipe), printed, trial.plain(run)));
    }
}
