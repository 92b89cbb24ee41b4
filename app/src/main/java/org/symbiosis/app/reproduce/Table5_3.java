package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/** Table 5.3: how fast the noise on conditions falls while images are drawn. */
final class Table5_3 implements Reproduction {
    private static final double[] GAMMAS = {0, 0.1, 0.3, 0.5, Double.POSITIVE_INFINITY};
    private static final double[] PRINTED_GUIDED = {5.09, 5.05, 5.03, 5.33, 11.21};
    private static final double[] PRINTED_PLAIN = {14.19, 13.53, 12.51, 11.93, 11.27};

    @Override
    public String name() {
        return "table-5.3";
    }

    @Override
    public String title() {
        return "Noise on conditions while drawing (Table 5.3)";
    }

    /** A repetition of a row, beside the printed numbers. */
    private record Row(double printedGuided, double printedPlain, double guided, double plain) {}

    @Override
    public Set<Choice> heeds() {
        return Choice.nesting();
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (NestedTable table = NestedTable.open(a, lab)) {
            for (NestedTrial trial : table.trials(lab.levels())) {
                measure(trial, trial.trained(trial.recipe(lab.levels())), rows);
            }
            write(table, rows);
        }
    }

    private static void measure(NestedTrial trial, Hierarchy run, Map<String, List<Row>> rows) {
        for (int i = 0; i < GAMMAS.length; i++) {
            rows.computeIfAbsent("gamma " + GAMMAS[i], g -> new ArrayList<>())
                    .add(
                            new Row(
                                    PRINTED_GUIDED[i],
                                    PRINTED_PLAIN[i],
                                    trial.guided(run, GAMMAS[i]),
                                    trial.plain(run, GAMMAS[i])));
        }
    }

    private void write(NestedTable made, Map<String, List<Row>> rows) {
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "gamma",
                        List.of(
                                new Measure<>(
                                        Column.number("printed: guided", 2), Row::printedGuided),
                                new Measure<>(
                                        Column.number("printed: unguided", 2), Row::printedPlain),
                                new Measure<>(
                                        new Column("here: guided", Best.LOWEST, 4), Row::guided),
                                new Measure<>(
                                        new Column("here: unguided", Best.LOWEST, 4), Row::plain)),
                        rows);
        made.publish(
                this,
                table,
                "(printed: FID of five levels on ImageNet) a slow fall, 0.1 to 0.3, is best with"
                        + " guidance, and no noise at all without");
    }
}
