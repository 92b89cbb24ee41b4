package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.report.Column;

/**
 * A table of chapter 3: as it is printed, and what is measured here beside it.
 *
 * @param name on the command line
 * @param title what it shows
 * @param expectation what the dissertation found, and what differs here
 * @param columns as printed
 * @param published rows as printed
 * @param measures what is measured here
 * @param full recipe at full scale
 * @param rows that can be trained here
 * @param pictures whether generators show theirs
 * @param usualMoments how often each training is measured unless told otherwise
 */
record StructuralTable(
        String name,
        String title,
        String expectation,
        List<Column> columns,
        List<Published> published,
        List<Measure> measures,
        GanRecipe full,
        Function<StructuralRecipes, List<StructuralRow>> rows,
        Pictures pictures,
        int usualMoments)
        implements Judging, Printed {
    /** What generators are for. */
    enum Pictures {
        /** For the discriminator alone. */
        NONE,
        /** Their pictures are drawn, and judged where a judge is named. */
        DRAWN
    }

    /** A measured column and where its number stands. */
    record Measure(Column column, ToDoubleFunction<StructuralScore> value) {}

    @Override
    public List<Column> measured() {
        return measures.stream().map(Measure::column).toList();
    }

    /** A model judges pictures, where there are some. */
    @Override
    public Set<Choice> heeds() {
        Set<Choice> all = Choice.judging(Choice.ROWS, Choice.SEEDS, Choice.RECIPE, Choice.COURSE);
        if (pictures == Pictures.DRAWN) {
            all.add(Choice.MODELS);
        }
        return all;
    }

    @Override
    public void run(Assignment a) {
        try (Judged images =
                a.scale() == Scale.TINY ? Judged.open(a, 1_000, 500) : Judged.open(a)) {
            run(a, images);
        }
    }

    @Override
    public void run(Assignment a, Judged images) {
        List<StructuralRow> chosen =
                Rows.chosen(
                        rows.apply(new StructuralRecipes(a, full)), StructuralRow::name, a.rows());
        int moments = a.moments().orElse(usualMoments);
        Optional<Gallery> gallery =
                pictures == Pictures.DRAWN
                        ? Optional.of(new Gallery(a, images.train()))
                        : Optional.empty();
        try {
            StructuralLaboratory laboratory = new StructuralLaboratory(a, images, moments, gallery);
            Map<String, List<StructuralScore>> scores = new LinkedHashMap<>();
            chosen.forEach(row -> scores.put(row.name(), new ArrayList<>()));
            StructuralSheet sheet = new StructuralSheet(this, a, images.words(), moments, scores);
            for (long seed = 0; seed < a.seeds(); seed++) {
                for (StructuralRow row : chosen) {
                    StructuralScore score = laboratory.score(row, seed);
                    scores.get(row.name()).add(score);
                    a.progress().message(words(row.name(), seed, score));
                    sheet.write();
                }
            }
            System.out.println(sheet.markdown());
        } finally {
            gallery.ifPresent(Gallery::close);
        }
    }

    private String words(String row, long seed, StructuralScore score) {
        StringBuilder words = new StringBuilder(row + ", seed " + seed);
        String before = ": ";
        for (Measure m : measures) {
            double value = m.value().applyAsDouble(score);
            if (!Double.isNaN(value)) {
                words.append(before).append("%s %.1f".formatted(m.column().name(), value));
                before = ", ";
            }
        }
        return words.toString();
    }
}
