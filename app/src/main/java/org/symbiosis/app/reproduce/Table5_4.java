package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/**
 * Table 5.4: images from captions, by one level (the U-ViT) and by hierarchies of two and three,
 * with and without guidance. All sigmas are 0.5.
 */
final class Table5_4 implements Reproduction {
    private static final int LEVELS = 3;
    private static final String TEST_ROOMS = "rooms:objects?n=600&size=32&split=test";
    private static final double[] PRINTED_GUIDED = {5.42, 4.72, 5.92};
    private static final double[] PRINTED_PLAIN = {14.98, 8.15, 6.97};

    @Override
    public String name() {
        return "table-5.4";
    }

    @Override
    public String title() {
        return "Images from captions (Table 5.4)";
    }

    /** A repetition of a row, beside the printed numbers: FID on COCO 2014. */
    private record Row(double printedGuided, double printedPlain, double guided, double plain) {}

    @Override
    public Set<Choice> heeds() {
        return Choice.judging(
                Choice.MODELS, Choice.TEXTS, Choice.DRAWN, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        NestedLab.requireFeasible(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        int count = NestedLab.count(a);
        var train = new CaptionLesson.Images(NestedLab.data(a), count);
        var test = new CaptionLesson.Images(test(a), a.materials().testImages().orElse(count));
        try (CaptionLesson lesson = CaptionLesson.open(a, train, test, NestedLab.drawn(a))) {
            NestedLab lab = new NestedLab(a, lesson);
            try (NestedTable table = NestedTable.open(a, lab)) {
                String on = "captions-" + lesson.fingerprint() + "-";
                for (long seed = 0; seed < a.seeds(); seed++) {
                    measure(table.trial(lab.encoder(seed), LEVELS, on, seed), rows);
                }
                table.publish(this, table(rows), expectation());
            }
        }
    }

    /** Images to compare with: those that were named, or else of the same kind. */
    private static String test(Assignment a) {
        Materials named = a.materials();
        return named.test().or(named::data).orElse(TEST_ROOMS);
    }

    private static void measure(NestedTrial trial, Map<String, List<Row>> rows) {
        for (int levels = 1; levels <= LEVELS; levels++) {
            Hierarchy run = trial.trained(trial.recipe(levels));
            rows.computeIfAbsent(
                            levels == 1 ? "U-ViT (L = 1)" : "ours, L = " + levels,
                            r -> new ArrayList<>())
                    .add(
                            new Row(
                                    PRINTED_GUIDED[levels - 1],
                                    PRINTED_PLAIN[levels - 1],
                                    trial.guided(run),
                                    trial.plain(run)));
        }
    }

    private static MeasuredTable<Row> table(Map<String, List<Row>> rows) {
        return new MeasuredTable<>(
                "model",
                List.of(
                        new Measure<>(Column.number("printed: guided", 2), Row::printedGuided),
                        new Measure<>(Column.number("printed: unguided", 2), Row::printedPlain),
                        new Measure<>(new Column("here: guided", Best.LOWEST, 4), Row::guided),
                        new Measure<>(new Column("here: unguided", Best.LOWEST, 4), Row::plain)),
                rows);
    }

    private static String expectation() {
        return "(printed: FID on COCO 2014) hierarchies are ahead of one level, by most without"
                + " guidance; with guidance, VQ-Diffusion has 13.86 and Frido 8.97";
    }
}
