package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/**
 * Table 5.1: depth and noise on conditions, without and with guidance, against one level of at
 * least the cost of the deepest (1*). Rows go by their depth and its new sigma_2; the sigmas above
 * are those that the shallower hierarchies did best with.
 */
final class Table5_1 implements Reproduction {
    private static final String ONE = "1";
    private static final String DEEPER = "1*";

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
        return Choice.nesting(Choice.ROWS);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        List<String> wanted = Rows.chosen(names(lab), name -> name, a.rows());
        try (NestedTable table = NestedTable.open(a, lab)) {
            Map<String, List<Row>> rows = rows(table, lab, wanted);
            table.publish(
                    this,
                    new MeasuredTable<>(
                            "levels, sigma_2",
                            List.of(
                                    new Measure<>(Column.number("MMACs", 1), Row::megas),
                                    new Measure<>(
                                            new Column("distance", Best.LOWEST, 4), Row::plain),
                                    new Measure<>(
                                            new Column("guided", Best.LOWEST, 4), Row::guided)),
                            rows),
                    "FID falls with every level, the best sigma_2 grows with depth, and one level"
                            + " of at least the same cost (1*) stays behind");
        }
    }

    /** All rows: one level, one that costs more, and each depth with each candidate. */
    private static List<String> names(NestedLab lab) {
        List<String> names = new ArrayList<>(List.of(ONE, DEEPER));
        for (int levels = 2; levels <= lab.levels(); levels++) {
            for (double sigma : lab.sigmas()) {
                names.add(name(levels, sigma));
            }
        }
        return names;
    }

    private static String name(int levels, double sigma) {
        return levels + ", sigma " + sigma;
    }

    private static Map<String, List<Row>> rows(
            NestedTable table, NestedLab lab, List<String> wanted) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        List<NestedTrial> trials = table.trials(lab.levels());
        if (wanted.contains(ONE)) {
            rows.put(ONE, row(trials, t -> t.trained(t.recipe(1))));
        }
        if (wanted.contains(DEEPER)) {
            rows.put(DEEPER, row(trials, t -> t.deeper(t.recipe(lab.levels()))));
        }
        SigmaChoice choice = new SigmaChoice(trials);
        List<Double> above = List.of();
        for (int levels = 2; levels <= lab.levels(); levels++) {
            List<Double> tried = new ArrayList<>();
            for (double sigma : lab.sigmas()) {
                if (wanted.contains(name(levels, sigma))) {
                    List<Double> sigmas = SigmaChoice.deepened(above, sigma);
                    tried.add(sigma);
                    rows.put(name(levels, sigma), row(trials, t -> t.trained(t.recipe(sigmas))));
                }
            }
            if (levels < lab.levels()) {
                above = choice.of(above, tried);
                table.note(
                        "Hierarchies of more than %d levels keep sigmas %s, the top first."
                                .formatted(levels, above));
            }
        }
        return rows;
    }

    private static List<Row> row(List<NestedTrial> trials, Function<NestedTrial, Hierarchy> what) {
        List<Row> row = new ArrayList<>();
        for (NestedTrial trial : trials) {
            Hierarchy run = what.apply(trial);
            row.add(new Row(run.megas(), trial.plain(run), trial.guided(run)));
        }
        return row;
    }
}
