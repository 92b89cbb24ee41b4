package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.encoders.FeatureScores;
import org.symbiosis.report.Axes;
import org.symbiosis.report.Column;
import org.symbiosis.report.Element;
import org.symbiosis.report.LineChart;
import org.symbiosis.report.Series;

/**
 * What came of a table of chapter 3 so far: beside the printed numbers, over training where it was
 * followed, with notes.
 *
 * @param images in words
 * @param moments how often trainings are measured
 * @param scores by the names of rows, one for each seed
 */
record StructuralSheet(
        StructuralTable table,
        Assignment a,
        String images,
        int moments,
        Map<String, List<StructuralScore>> scores) {
    private static final Map<String, ToDoubleFunction<FeatureScores>> FOLLOWED =
            new LinkedHashMap<>();

    static {
        FOLLOWED.put("k-means", s -> s.kMeans().mean());
        FOLLOWED.put("SVM", s -> s.svm().mean());
    }

    /** The table for a terminal or a page; below it the course of training, and notes. */
    String markdown() {
        StringBuilder out = new StringBuilder(published().markdown());
        if (moments > 1) {
            out.append("\n\n").append(course().markdown());
        }
        notes().forEach(n -> out.append("\n\n").append(n));
        return out.toString();
    }

    /** Writes {@code results.json} and {@code report.html} into the assignment's folder. */
    void write() {
        List<Element> below = new ArrayList<>();
        if (moments > 1) {
            FOLLOWED.forEach(
                    (name, measure) ->
                            below.add(
                                    new Element.Figure(
                                            chart(name, measure).png(),
                                            name
                                                    + " in the course of training; mean and deviation"
                                                    + " over seeds")));
            below.add(new Element.Results(course().table(), "The same in numbers, percent"));
        }
        notes().forEach(n -> below.add(new Element.Notice(n)));
        published().write(Map.of("scores", scores), below);
    }

    private PublishedSheet published() {
        Map<String, List<double[]>> found = new LinkedHashMap<>();
        measured()
                .forEach(
                        (row, repetitions) ->
                                found.put(row, repetitions.stream().map(this::numbers).toList()));
        return new PublishedSheet(table, a, what(), found);
    }

    /** Rows that something has come of. */
    private Map<String, List<StructuralScore>> measured() {
        Map<String, List<StructuralScore>> some = new LinkedHashMap<>(scores);
        some.values().removeIf(List::isEmpty);
        return some;
    }

    private double[] numbers(StructuralScore score) {
        return table.measures().stream().mapToDouble(m -> m.value().applyAsDouble(score)).toArray();
    }

    private String what() {
        String seeds = "%s, seeds: %d".formatted(images, a.seeds());
        TreeSet<String> judged = new TreeSet<>();
        scores.values().forEach(r -> r.forEach(s -> judged.add(s.drawn().measure())));
        judged.remove("");
        return judged.isEmpty()
                ? seeds
                : seeds + "; distance of pictures: " + String.join(", ", judged);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        scores.forEach(
                (row, repetitions) ->
                        IntStream.range(0, repetitions.size())
                                .filter(seed -> !repetitions.get(seed).note().isEmpty())
                                .mapToObj(
                                        seed ->
                                                "%s, seed %d, did not reach its end: %s"
                                                        .formatted(
                                                                row,
                                                                seed,
                                                                repetitions.get(seed).note()))
                                .forEach(notes::add));
        return notes;
    }

    private double[] shares() {
        return IntStream.rangeClosed(1, moments).mapToDouble(m -> (double) m / moments).toArray();
    }

    /** Both measures at every moment; what is not trained has none on the way. */
    private MeasuredTable<StructuralScore> course() {
        List<MeasuredTable.Measure<StructuralScore>> columns = new ArrayList<>();
        FOLLOWED.forEach(
                (name, measure) -> {
                    for (double share : shares()) {
                        columns.add(
                                new MeasuredTable.Measure<>(
                                        Column.highest(
                                                "%s at %.0f %%".formatted(name, 100 * share), 1),
                                        s -> s.at(share, measure)));
                    }
                });
        return new MeasuredTable<>("row", columns, measured());
    }

    private LineChart chart(String name, ToDoubleFunction<FeatureScores> measure) {
        List<Series> lines = new ArrayList<>();
        measured()
                .forEach(
                        (row, repetitions) ->
                                lines.add(
                                        Series.over(
                                                row,
                                                shares(),
                                                repetitions.stream()
                                                        .map(s -> line(s, measure))
                                                        .toList())));
        return new LineChart(new Axes("", "share of the training", name + " (%)"), lines);
    }

    /** A row that is not trained is a level line. */
    private double[] line(StructuralScore score, ToDoubleFunction<FeatureScores> measure) {
        boolean isLevel = score.moments().size() == 1 && score.moments().get(0).share() == 0;
        double[] shares = shares();
        double[] line = new double[shares.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = isLevel ? score.last(measure) : score.at(shares[i], measure);
        }
        return line;
    }
}
