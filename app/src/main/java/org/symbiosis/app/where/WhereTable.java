package org.symbiosis.app.where;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.Evaluation;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * Graphs side by side, as Markdown, JSON and a report.
 *
 * @param what the set and the model, in words
 * @param command that makes the same again
 */
public record WhereTable(String what, String command, List<WhereRow> rows) {
    private static final List<Measure<WhereScore>> MEASURES =
            List.of(
                    new Measure<>(Column.highest("mIoU greedy (%)", 1), s -> 100 * s.greedy()),
                    new Measure<>(
                            Column.highest("mIoU Hungarian (%)", 1), s -> 100 * s.hungarian()),
                    new Measure<>(Column.lowest("coordinates (MSE)", 1), WhereScore::coordinates),
                    new Measure<>(
                            Column.highest("left/right greedy (%)", 1),
                            s -> 100 * s.spatialGreedy()),
                    new Measure<>(
                            Column.highest("left/right Hungarian (%)", 1),
                            s -> 100 * s.spatialHungarian()),
                    new Measure<>(Column.number("seconds", 1), WhereScore::seconds));

    /** Keeps the list. */
    public WhereTable {
        rows = List.copyOf(rows);
    }

    private MeasuredTable<WhereScore> measured() {
        Map<String, List<WhereScore>> runs = new LinkedHashMap<>();
        rows.forEach(row -> runs.put(row.features(), row.runs()));
        return new MeasuredTable<>("features", MEASURES, runs);
    }

    private Evaluation evaluation() {
        return new Evaluation("What and where over a set of images", what, command);
    }

    /** The table for a terminal or a page; with the deviation over seeds where there are some. */
    public String markdown() {
        return measured().markdown();
    }

    /** The results for a machine. */
    public Map<String, Object> results() {
        Map<String, Object> results = evaluation().results();
        results.put("rows", rows);
        return results;
    }

    /**
     * Writes {@code results.json}, {@code report.html} and {@code sheet.png} into a folder.
     *
     * @param sheet pictures of the first images
     */
    public void write(Path folder, Png sheet) {
        Report report = evaluation().report();
        report.table(
                        measured().table(),
                        "Against classes and places; the best of a column is emphasised")
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
                                + " equal colours mean the same in all images");
        Evaluation.write(folder, results(), report, sheet);
    }
}
