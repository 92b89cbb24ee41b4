package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Column;
import org.symbiosis.report.Element;
import org.symbiosis.report.Report;

/**
 * The printed numbers and ours, row by row, as Markdown, JSON and a report.
 *
 * @param what images and models, in words
 * @param found ours by the names of rows, an array for each seed
 */
record PublishedSheet(Printed table, Assignment a, String what, Map<String, List<double[]>> found) {
    /** A repetition of a row: first the printed columns, then the measured ones. */
    private record Numbers(double[] printed, double[] ours) {}

    private MeasuredTable<Numbers> measured() {
        List<Measure<Numbers>> measures = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            int at = c;
            Column column = table.columns().get(c);
            measures.add(
                    new Measure<>(
                            Column.number("printed: " + column.name(), column.decimals()),
                            n -> at < n.printed().length ? n.printed()[at] : Double.NaN));
        }
        for (int c = 0; c < table.measured().size(); c++) {
            int at = c;
            Column column = table.measured().get(c);
            measures.add(
                    new Measure<>(
                            new Column("here: " + column.name(), column.best(), column.decimals()),
                            n -> at < n.ours().length ? n.ours()[at] : Double.NaN));
        }
        return new MeasuredTable<>("row", measures, rows());
    }

    private Map<String, List<Numbers>> rows() {
        Map<String, double[]> printed = new LinkedHashMap<>();
        table.published()
                .forEach(
                        p ->
                                printed.put(
                                        p.row(),
                                        p.values().stream()
                                                .mapToDouble(Double::doubleValue)
                                                .toArray()));
        Set<String> names = new LinkedHashSet<>(printed.keySet());
        names.addAll(found.keySet());
        Map<String, List<Numbers>> rows = new LinkedHashMap<>();
        for (String name : names) {
            double[] there = printed.getOrDefault(name, new double[0]);
            List<double[]> ours = found.getOrDefault(name, List.of(new double[0]));
            rows.put(name, ours.stream().map(o -> new Numbers(there, o)).toList());
        }
        return rows;
    }

    /** The table for a terminal or a page, with what was measured on what. */
    String markdown() {
        return measured().markdown() + "\nHere: " + what + ".";
    }

    /** Writes {@code results.json} and {@code report.html} into the assignment's folder. */
    void write() {
        write(Map.of(), List.of());
    }

    /**
     * As {@link #write()}.
     *
     * @param more of the results, by name
     * @param figures below the table
     */
    void write(Map<String, Object> more, List<Element> figures) {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", table.name());
        results.put("command", a.command());
        results.put("what", what);
        results.put("printed", table.published());
        results.put("columns", table.measured().stream().map(Column::name).toList());
        results.put("rows", found);
        results.putAll(more);
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report.titled(table.title())
                .paragraph("Here: " + what + "; made again by:")
                .code(a.command())
                .paragraph("The dissertation: " + table.expectation() + ".")
                .table(
                        measured().table(),
                        "As printed, with the dissertation's models and data, and as measured here;"
                                + " mean and deviation over seeds")
                .addAll(figures)
                .write(a.folder().resolve("report.html"));
    }
}
