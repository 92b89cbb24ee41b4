package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Axes;
import org.symbiosis.report.BarChart;
import org.symbiosis.report.Cell;
import org.symbiosis.report.Column;
import org.symbiosis.report.Report;
import org.symbiosis.report.Spread;
import org.symbiosis.report.Table;

/** A table's scores so far, as Markdown, as JSON and as a report. */
record ScoreSheet(
        Reproduction table, Assignment assignment, String images, Map<String, List<Score>> scores) {
    /** A measured number: its name, its decimals, and where it stands in a score. */
    private record Measure(String name, int decimals, ToDoubleFunction<Score> value) {
        Spread over(List<Score> repetitions) {
            return Spread.of(repetitions.stream().mapToDouble(value).toArray());
        }
    }

    private static final List<Measure> MEASURES =
            List.of(
                    new Measure("kNN, mean of tokens (%)", 1, Score::knnMean),
                    new Measure("kNN, class token (%)", 1, Score::knnCls),
                    new Measure("linear probe (%)", 1, Score::probe),
                    new Measure("rho (nats)", 2, Score::rho),
                    new Measure("exp rho", 1, s -> Math.exp(s.rho())),
                    new Measure("alpha_eff", 4, ScoreSheet::effective),
                    new Measure("training (s)", 0, Score::seconds));

    private static double effective(Score score) {
        double product = 1;
        for (double alpha : score.alphas()) {
            product *= alpha;
        }
        return product;
    }

    /** The means, with deviations where there is more than one repetition. */
    String markdown() {
        StringBuilder out = new StringBuilder("| " + "row");
        MEASURES.forEach(m -> out.append(" | ").append(m.name()));
        out.append(" | seeds |\n|---").append("|---:".repeat(MEASURES.size() + 1)).append("|\n");
        scores.forEach(
                (name, repetitions) -> {
                    out.append("| ").append(name);
                    MEASURES.forEach(m -> out.append(" | ").append(text(m, repetitions)));
                    out.append(" | ").append(repetitions.size()).append(" |\n");
                });
        return out.toString();
    }

    private static String text(Measure m, List<Score> repetitions) {
        Spread spread = m.over(repetitions);
        String pattern = "%." + m.decimals() + "f";
        String mean = String.format(Locale.ROOT, pattern, spread.mean());
        return spread.deviation() > 0
                ? mean + " ± " + String.format(Locale.ROOT, pattern, spread.deviation())
                : mean;
    }

    /** Writes {@code results.json} and {@code report.html} into the assignment's folder. */
    void write() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", table.name());
        results.put("command", assignment.command());
        results.put("images", images);
        results.put("scores", scores);
        AtomicFile.write(
                assignment.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        report().write(assignment.folder().resolve("report.html"));
    }

    private Report report() {
        List<String> names = new ArrayList<>(scores.keySet());
        Report report =
                Report.titled(table.title())
                        .paragraph("Made with " + images + " images; made again by:")
                        .code(assignment.command());
        if (table instanceof MaeTable t) {
            report.paragraph("The dissertation: " + t.expectation() + ".");
        }
        return report.table(cells(names), "Mean and deviation over seeds")
                .figure(
                        new BarChart(
                                        new Axes("", "", "accuracy (%)"),
                                        names,
                                        List.of(group(0, names), group(2, names)))
                                .png(),
                        "Accuracy of the frozen encoder's features")
                .figure(
                        new BarChart(
                                        new Axes("", "", "effective rank (nats)"),
                                        names,
                                        List.of(group(3, names)))
                                .png(),
                        "Effective rank of the class tokens (Eq. 2.6)");
    }

    private BarChart.Group group(int measure, List<String> names) {
        Measure m = MEASURES.get(measure);
        return new BarChart.Group(
                m.name(), names.stream().map(n -> m.over(scores.get(n))).toList());
    }

    private Table cells(List<String> names) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("row")));
        for (Measure m : MEASURES) {
            boolean isAccuracy = m.name().endsWith("(%)");
            columns.add(
                    isAccuracy
                            ? Column.highest(m.name(), m.decimals())
                            : Column.number(m.name(), m.decimals()));
        }
        Table table = new Table(columns, List.of());
        for (String name : names) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
            MEASURES.forEach(m -> row.add(Cell.of(m.over(scores.get(name)))));
            table = table.row(row.toArray(Cell[]::new));
        }
        return table;
    }
}
