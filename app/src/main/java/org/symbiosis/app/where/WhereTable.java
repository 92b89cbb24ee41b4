package org.symbiosis.app.where;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Cell;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;
import org.symbiosis.report.Spread;
import org.symbiosis.report.Table;

/**
 * Graphs side by side, as Markdown, JSON and a report.
 *
 * @param what the set and the model, in words
 * @param command that makes the same again
 */
public record WhereTable(String what, String command, List<WhereRow> rows) {
    private record Measure(Column column, ToDoubleFunction<WhereScore> value) {}

    private static final List<Measure> MEASURES =
            List.of(
                    new Measure(Column.highest("mIoU greedy (%)", 1), s -> 100 * s.greedy()),
                    new Measure(Column.highest("mIoU Hungarian (%)", 1), s -> 100 * s.hungarian()),
                    new Measure(Column.lowest("coordinates (MSE)", 1), WhereScore::coordinates),
                    new Measure(
                            Column.highest("left/right greedy (%)", 1),
                            s -> 100 * s.spatialGreedy()),
                    new Measure(
                            Column.highest("left/right Hungarian (%)", 1),
                            s -> 100 * s.spatialHungarian()),
                    new Measure(Column.number("seconds", 1), WhereScore::seconds));

    /** Keeps the list. */
    public WhereTable {
        rows = List.copyOf(rows);
    }

    /** The table for a terminal or a page; with the deviation over seeds where there are some. */
    public String markdown() {
        StringBuilder out = new StringBuilder("| features |");
        MEASURES.forEach(m -> out.append(' ').append(m.column().name()).append(" |"));
        out.append("\n|---|").append("---:|".repeat(MEASURES.size())).append('\n');
        for (WhereRow row : rows) {
            out.append("| ").append(row.features()).append(" |");
            MEASURES.forEach(m -> out.append(' ').append(text(m, row)).append(" |"));
            out.append('\n');
        }
        return out.toString();
    }

    private static String text(Measure m, WhereRow row) {
        Spread spread = spread(m, row);
        String number = "%." + m.column().decimals() + "f";
        if (Double.isNaN(spread.mean())) {
            return "";
        }
        return row.runs().size() == 1
                ? String.format(Locale.ROOT, number, spread.mean())
                : String.format(
                        Locale.ROOT, number + " ± " + number, spread.mean(), spread.deviation());
    }

    private static Spread spread(Measure m, WhereRow row) {
        return Spread.of(row.runs().stream().mapToDouble(m.value()).toArray());
    }

    /** The results for a machine. */
    public Map<String, Object> results() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("what", what);
        results.put("command", command);
        results.put("rows", rows);
        return results;
    }

    /**
     * Writes {@code results.json}, {@code report.html} and {@code sheet.png} into a folder.
     *
     * @param sheet pictures of the first images
     */
    public void write(Path folder, Png sheet) {
        AtomicFile.write(
                folder.resolve("results.json"),
                Configs.json(results()).getBytes(StandardCharsets.UTF_8));
        Report.titled("What and where over a set of images")
                .paragraph(what + "; made again by:")
                .code(command)
                .table(table(), "Against classes and places; the best of a column is emphasised")
                .paragraph(
                        "All images are solved together, then the places of all of them are"
                                + " clustered into as many regions as there are classes. Greedy:"
                                + " every cluster takes its most frequent class; Hungarian: one to"
                                + " one. Means are over all classes, those that do not occur"
                                + " counting 0. Coordinates: a linear regression of the place in"
                                + " cells of a grid of 32 x 32; a constant errs by 85.25.")
                .figure(
                        sheet,
                        "Leading eigenvectors as red, green and blue, on one scale over all"
                                + " images, and clusters in the colour of the class that they take;"
                                + " equal colours mean the same in all images")
                .write(folder.resolve("report.html"));
        sheet.write(folder.resolve("sheet.png"));
    }

    private Table table() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("features")));
        MEASURES.forEach(m -> columns.add(m.column()));
        Table table = new Table(columns, List.of());
        for (WhereRow row : rows) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.features())));
            MEASURES.forEach(m -> cells.add(Cell.of(spread(m, row))));
            table = table.row(cells.toArray(Cell[]::new));
        }
        return table;
    }
}
