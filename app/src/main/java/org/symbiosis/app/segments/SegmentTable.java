package org.symbiosis.app.segments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Column;
import org.symbiosis.report.Png;
import org.symbiosis.report.Report;

/**
 * Methods side by side, as Markdown, JSON and a report.
 *
 * @param what the set and the model, in words
 * @param command that makes the same again
 */
public record SegmentTable(String what, String command, List<SegmentRow> rows) {
    private static final List<Measure<SegmentRow>> MEASURES =
            List.of(
                    new Measure<>(Column.highest("oracle mIoU", 3), SegmentRow::oracle),
                    new Measure<>(Column.highest("per image", 3), SegmentRow::oraclePerImage),
                    new Measure<>(Column.highest("covering", 3), r -> r.regions().covering()),
                    new Measure<>(Column.highest("Rand", 3), r -> r.regions().probabilisticRand()),
                    new Measure<>(
                            Column.lowest("VI", 2), r -> r.regions().variationOfInformation()),
                    new Measure<>(Column.number("regions", 1), SegmentRow::count),
                    new Measure<>(Column.highest("box AP50 (%)", 1), r -> 100 * r.boxes().ap50()),
                    new Measure<>(Column.highest("box AR100 (%)", 1), r -> 100 * r.boxes().ar100()),
                    new Measure<>(Column.highest("mask AP50 (%)", 1), r -> 100 * r.masks().ap50()),
                    new Measure<>(Column.highest("mask AP (%)", 1), r -> 100 * r.masks().ap()),
                    new Measure<>(
                            Column.highest("mask AR100 (%)", 1), r -> 100 * r.masks().ar100()),
                    new Measure<>(Column.number("objective", 4), SegmentRow::objective),
                    new Measure<>(Column.number("seconds", 2), SegmentRow::seconds));

    /** Keeps the list. */
    public SegmentTable {
        rows = List.copyOf(rows);
    }

    private MeasuredTable<SegmentRow> measured() {
        Map<String, List<SegmentRow>> byMethod = new LinkedHashMap<>();
        rows.forEach(row -> byMethod.put(row.method(), List.of(row)));
        return new MeasuredTable<>("method", MEASURES, byMethod);
    }

    /** The table for a terminal or a page; measures that nothing has are left out. */
    public String markdown() {
        return measured().markdown();
    }

    /** Writes {@code results.json} and {@code report.html} into a folder. */
    public void write(Path folder, SegmentGallery gallery) {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("what", what);
        results.put("command", command);
        results.put("rows", rows);
        AtomicFile.write(
                folder.resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Png sheet = gallery.sheet().png();
        Report.titled("Regions of photographs, method by method")
                .paragraph(what + "; made again by:")
                .code(command)
                .table(
                        measured().table(),
                        "Against what people drew; the best of a column is emphasised")
                .paragraph(
                        "Oracle mIoU lets each region take the name that it overlaps most, so that"
                                + " more regions can only help: compare rows with equal numbers of"
                                + " them. Objects are proposed whatever the number of regions.")
                .figure(
                        sheet,
                        "Where the first row agrees best (top) and worst with people, by its"
                                + " covering")
                .write(folder.resolve("report.html"));
        sheet.write(folder.resolve("sheet.png"));
    }
}
