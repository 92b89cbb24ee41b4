package org.symbiosis.app.where;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.Evaluation;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * Unsupervised semantic segmentation as Markdown, JSON and a report.
 *
 * @param what the set and the model, in words
 * @param command that makes the same again
 * @param classes by the numbers of the scores
 */
public record SemanticTable(
        String what, String command, List<String> classes, List<SemanticRow> rows) {
    private static final List<Measure<SemanticRow.Run>> MEASURES =
            List.of(
                    new Measure<>(
                            Column.highest("mIoU greedy (%)", 1),
                            r -> 100 * r.greedy().miouOfAll()),
                    new Measure<>(
                            Column.highest("mIoU Hungarian (%)", 1),
                            r -> 100 * r.hungarian().miouOfAll()),
                    new Measure<>(
                            Column.highest("of present, greedy (%)", 1),
                            r -> 100 * r.greedy().miouOfPresent()),
                    new Measure<>(
                            Column.highest("of present, Hungarian (%)", 1),
                            r -> 100 * r.hungarian().miouOfPresent()),
                    new Measure<>(
                            Column.highest("accuracy greedy (%)", 1),
                            r -> 100 * r.greedy().pixelAccuracy()),
                    new Measure<>(
                            Column.highest("accuracy Hungarian (%)", 1),
                            r -> 100 * r.hungarian().pixelAccuracy()),
                    new Measure<>(Column.number("seconds", 1), SemanticRow.Run::seconds));

    /** Keeps the lists. */
    public SemanticTable {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
    }

    /** A table of a study of a set. */
    public static SemanticTable of(
            String what, String command, NamedSet set, List<SemanticRow> rows) {
        List<String> classes = set.all().categories().stream().map(Category::name).toList();
        return new SemanticTable(what, command, classes, rows);
    }

    private MeasuredTable<SemanticRow.Run> measured() {
        Map<String, List<SemanticRow.Run>> runs = new LinkedHashMap<>();
        rows.forEach(row -> runs.put(row.features(), row.runs()));
        return new MeasuredTable<>("features", MEASURES, runs);
    }

    /** IoU of each class, clusters named greedily. */
    private MeasuredTable<Double> classesOf(SemanticRow row) {
        Map<String, List<Double>> runs = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            int number = c;
            runs.put(
                    classes.get(c),
                    row.runs().stream().map(r -> 100 * r.greedy().iou()[number]).toList());
        }
        return new MeasuredTable<>(
                "class", List.of(new Measure<>(Column.number("IoU (%)", 1), v -> v)), runs);
    }

    private Evaluation evaluation() {
        return new Evaluation("Classes found without labels", what, command);
    }

    /** The table for a terminal or a page. */
    public String markdown() {
        return measured().markdown();
    }

    /** The results for a machine. */
    public Map<String, Object> results() {
        Map<String, Object> results = evaluation().results();
        results.put("classes", classes);
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
        report.table(measured().table(), "Clusters of all pixels against their classes")
                .paragraph(
                        "Greedy: every cluster takes its most frequent class; Hungarian: one to"
                                + " one. The two do not compare, nor do means over all classes,"
                                + " those that do not occur counting 0 (Table 4.2), with means over"
                                + " those present (STEGO).")
                .table(
                        classesOf(rows.get(0)).table(),
                        "Class by class, " + rows.get(0).features() + ", named greedily")
                .figure(sheet, "Leading eigenvectors, and clusters in the colour of their class");
        Evaluation.write(folder, results(), report, sheet);
    }
}
