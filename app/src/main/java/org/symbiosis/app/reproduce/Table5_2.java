package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/**
 * Table 5.2: one level, one level that costs at least what the deepest hierarchy does, and
 * hierarchies of two levels and the deepest. What table 5.1 trained in the same folder is taken
 * over.
 */
final class Table5_2 implements Reproduction {
    private static final double[] PLAIN = {19.32, 19.00, 15.14, 11.05}; // of L = 2, 3, ...
    private static final double[] GUIDED = {6.59, 6.34, 5.54, 5.03};

    @Override
    public String name() {
        return "table-5.2";
    }

    @Override
    public String title() {
        return "Hierarchies against one level of at least the same cost (Table 5.2)";
    }

    /**
     * A row.
     *
     * @param printedPlain FID without guidance, unconditional ImageNet
     * @param printedGuided with guidance
     * @param run of a repetition
     */
    private record Model(
            String name,
            double printedPlain,
            double printedGuided,
            Function<NestedTrial, Hierarchy> run) {}

    /** A repetition of a row. */
    private record Row(Model model, double megas, double plain, double guided) {}

    @Override
    public Set<Choice> heeds() {
        return Choice.nesting(Choice.ROWS);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<Integer, List<Double>> sigmas = new HashMap<>();
        List<Model> wanted = Rows.chosen(models(lab, sigmas), Model::name, a.rows());
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (NestedTable table = NestedTable.open(a, lab)) {
            List<NestedTrial> trials = table.trials(lab.levels());
            sigmas.putAll(sigmas(table, lab, trials));
            for (Model model : wanted) {
                rows.put(model.name(), trials.stream().map(t -> row(model, t)).toList());
            }
            table.publish(this, new MeasuredTable<>("model", measures(), rows), expectation());
        }
    }

    /**
     * All rows.
     *
     * @param sigmas of each depth, known when the rows are trained
     */
    private static List<Model> models(NestedLab lab, Map<Integer, List<Double>> sigmas) {
        int deepest = lab.levels();
        List<Model> all = new ArrayList<>();
        all.add(new Model("Mid (L = 1)", 55.41, Double.NaN, t -> t.trained(t.recipe(1))));
        all.add(new Model("Mid* (deeper)", 45.19, Double.NaN, t -> t.deeper(t.recipe(deepest))));
        for (int levels : new TreeSet<>(List.of(Math.min(2, deepest), deepest))) {
            if (levels > 1) {
                all.add(ours(levels, t -> t.trained(t.recipe(sigmas.get(levels)))));
            }
        }
        return all;
    }

    private static Model ours(int levels, Function<NestedTrial, Hierarchy> run) {
        return new Model("ours, L = " + levels, PLAIN[levels - 2], GUIDED[levels - 2], run);
    }

    /** The best of those that table 5.1 left in this folder for all seeds; else the usual. */
    private static Map<Integer, List<Double>> sigmas(
            NestedTable table, NestedLab lab, List<NestedTrial> trials) {
        Map<Integer, List<Double>> all = new HashMap<>();
        List<Double> above = List.of();
        for (int levels = 2; levels <= lab.levels(); levels++) {
            List<Double> known = above;
            List<Double> there =
                    lab.sigmas().stream()
                            .filter(
                                    sigma ->
                                            trials.stream()
                                                    .allMatch(
                                                            t ->
                                                                    isThere(
                                                                            t,
                                                                            SigmaChoice.deepened(
                                                                                    known, sigma))))
                            .toList();
            above = new SigmaChoice(trials).of(above, there);
            all.put(levels, above);
            table.note(
                    "Sigmas of %d levels: %s from the top down, %s."
                            .formatted(
                                    levels,
                                    above,
                                    there.isEmpty()
                                            ? "since table 5.1 left none here"
                                            : "the best of %d that table 5.1 left here"
                                                    .formatted(there.size())));
        }
        return all;
    }

    private static boolean isThere(NestedTrial trial, List<Double> sigmas) {
        return trial.isTrained(trial.recipe(sigmas));
    }

    private static Row row(Model model, NestedTrial trial) {
        Hierarchy run = model.run().apply(trial);
        return new Row(model, run.megas(), trial.plain(run), trial.guided(run));
    }

    private static List<Measure<Row>> measures() {
        return List.of(
                new Measure<>(Column.number("printed: FID", 2), r -> r.model().printedPlain()),
                new Measure<>(Column.number("printed: guided", 2), r -> r.model().printedGuided()),
                new Measure<>(Column.number("here: MMACs", 1), Row::megas),
                new Measure<>(new Column("here: distance", Best.LOWEST, 4), Row::plain),
                new Measure<>(new Column("here: guided", Best.LOWEST, 4), Row::guided));
    }

    private static String expectation() {
        return "(unconditional ImageNet, the best of each depth) a hierarchy of five levels reaches"
                + " 11.05, with guidance 5.03, at 34.0 GFlops, where one level has 55.41 at 26.8"
                + " and 45.19 at 35.1";
    }
}
