package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Element;
import org.symbiosis.report.Report;

/**
 * What came of a table of chapter 6 so far.
 *
 * @param scenes in words
 * @param baselines what needs no training, by name
 * @param scores by the names of rows, one for each seed
 * @param pictures what the trained networks draw
 */
record RelightSheet(
        RelightTable table,
        Assignment a,
        String scenes,
        Map<String, List<Double>> baselines,
        Map<String, List<RelightScore>> scores,
        List<Element> pictures) {
    /** The table for a terminal or a page. */
    String markdown() {
        return measured().markdown() + "\n" + table.printed();
    }

    /** Writes {@code results.json} and {@code report.html} into the assignment's folder. */
    void write() {
        MeasuredTable<List<Double>> measured = measured();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", table.name());
        results.put("command", a.command());
        results.put("rows", measured.rows());
        results.put("scores", scores);
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report.titled(table.title())
                .paragraph("Trained on " + scenes + "; seeds: " + a.seeds() + ".")
                .paragraph(table.printed())
                .code(a.command())
                .table(measured.table(), "Mean and deviation over seeds")
                .addAll(pictures)
                .write(a.folder().resolve("report.html"));
    }

    private MeasuredTable<List<Double>> measured() {
        Map<String, List<List<Double>>> rows = new LinkedHashMap<>();
        baselines.forEach((name, numbers) -> rows.put(name, List.of(numbers)));
        scores.forEach(
                (name, repetitions) ->
                        rows.put(name, repetitions.stream().map(table.measures()::of).toList()));
        return new MeasuredTable<>("row", table.measures().columns(), rows);
    }
}
