package org.symbiosis.app.zeroshot;

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
 * Naming as Markdown, JSON and a report.
 *
 * @param what the set and the models, in words
 * @param command that makes the same again
 * @param classes of the set
 * @param scores by the name of the row
 */
public record ZeroShotTable(
        String what, String command, NamedClasses classes, Map<String, ZeroShotScore> scores) {
    private static final List<Measure<ZeroShotScore>> MEASURES =
            List.of(
                    new Measure<>(Column.highest("mIoU (%)", 1), s -> 100 * s.miouOfPresent()),
                    new Measure<>(
                            Column.highest("over all classes (%)", 1), s -> 100 * s.miouOfAll()),
                    new Measure<>(Column.highest("pixels right (%)", 1), s -> 100 * s.accuracy()));

    private MeasuredTable<ZeroShotScore> measured() {
        Map<String, List<ZeroShotScore>> rows = new LinkedHashMap<>();
        scores.forEach((name, score) -> rows.put(name, List.of(score)));
        return new MeasuredTable<>("what is named", MEASURES, rows);
    }

    private MeasuredTable<double[]> byClass() {
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        double[] regions = scores.get(ZeroShotStudy.REGIONS).iou();
        double[] places = scores.get(ZeroShotStudy.PLACES).iou();
        List<Category> all = classes.categories();
        for (int c = 0; c < all.size(); c++) {
            rows.put(all.get(c).name(), List.of(new double[] {regions[c], places[c]}));
        }
        return new MeasuredTable<>(
                "class",
                List.of(
                        new Measure<>(Column.number("regions, IoU (%)", 1), v -> 100 * v[0]),
                        new Measure<>(Column.number("places, IoU (%)", 1), v -> 100 * v[1])),
                rows);
    }

    private Evaluation evaluation() {
        return new Evaluation("Classes found by their names alone", what, command);
    }

    /** The table for a terminal or a page. */
    public String markdown() {
        return measured().markdown();
    }

    /** The results for a machine. */
    public Map<String, Object> results() {
        Map<String, Object> results = evaluation().results();
        results.put("classes", classes.categories().stream().map(Category::name).toList());
        results.put("words", classes.words());
        results.put("scores", scores);
        return results;
    }

    /** Writes {@code results.json}, {@code report.html} and {@code sheet.png} into a folder. */
    public void write(Path folder, Png sheet) {
        Report report = evaluation().report();
        report.table(measured().table(), "Named pixels against what people drew")
                .paragraph(
                        "The mean is over the classes that are named or true somewhere; beside it"
                                + " over all, those that are nowhere counting 0. Regions named by"
                                + " people take the class that they overlap most: no naming of"
                                + " these regions can do better.")
                .table(byClass().table(), "Class by class")
                .figure(sheet, "The first images, named by people and by CLIP");
        Evaluation.write(folder, results(), report, sheet);
    }
}
