package org.symbiosis.app.segments;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.symbiosis.app.Evaluation;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.eval.segments.InstanceScores;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * Proposals of objects, method by method, as Markdown, JSON and a report.
 *
 * @param what the set and the model, in words
 * @param command that makes the same again
 */
public record InstanceTable(String what, String command, List<InstanceRow> rows) {
    private static final List<Measure<InstanceRow>> MEASURES =
            List.of(
                    new Measure<>(Column.number("masks an image", 1), InstanceRow::masks),
                    box("AP50", InstanceScores::ap50),
                    box("AP", InstanceScores::ap),
                    box("AR100", InstanceScores::ar100),
                    mask("AP50", InstanceScores::ap50),
                    mask("AP", InstanceScores::ap),
                    mask("AR100", InstanceScores::ar100),
                    new Measure<>(Column.number("seconds", 2), InstanceRow::seconds));

    /** Keeps the list. */
    public InstanceTable {
        rows = List.copyOf(rows);
    }

    private static Measure<InstanceRow> box(String name, ToDoubleFunction<InstanceScores> value) {
        return new Measure<>(
                Column.highest("box " + name + " (%)", 1),
                r -> 100 * value.applyAsDouble(r.boxScores()));
    }

    private static Measure<InstanceRow> mask(String name, ToDoubleFunction<InstanceScores> value) {
        return new Measure<>(
                Column.highest("mask " + name + " (%)", 1),
                r -> 100 * value.applyAsDouble(r.maskScores()));
    }

    private MeasuredTable<InstanceRow> measured() {
        Map<String, List<InstanceRow>> byMethod = new LinkedHashMap<>();
        rows.forEach(row -> byMethod.put(row.method(), List.of(row)));
        return new MeasuredTable<>("method", MEASURES, byMethod);
    }

    private Evaluation evaluation() {
        return new Evaluation("Objects found without labels", what, command);
    }

    /** The table for a terminal or a page. */
    public String markdown() {
        return measured().markdown();
    }

    /** The results for a machine, with scores by the size of objects. */
    public Map<String, Object> results() {
        Map<String, Object> results = evaluation().results();
        results.put("rows", rows);
        return results;
    }

    /**
     * Writes {@code results.json}, {@code report.html} and {@code sheet.png} into a folder.
     *
     * @param sheet pictures of the first photographs
     */
    public void write(Path folder, Png sheet) {
        Report report = evaluation().report();
        report.table(
                        measured().table(),
                        "Against outlined objects of any class, as COCO counts: at most"
                                + " a hundred proposals, overlaps from 0.5 to 0.95")
                .figure(sheet, "Outlined objects, and the best proposals of each method");
        Evaluation.write(folder, results(), report, sheet);
    }
}
