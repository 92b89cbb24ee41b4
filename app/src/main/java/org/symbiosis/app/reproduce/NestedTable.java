package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.report.Report;

/**
 * A table of chapter 5 in the making: its repetitions, and one judge for them all. The judge is
 * another network than the encoder, since a hierarchy that is told the judge's own features would
 * have it easy.
 */
final class NestedTable implements AutoCloseable {
    private final Assignment a;
    private final NestedLab lab;
    private final DrawnDistance distance;
    private final List<NestedTrial> trials = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int deepest = 1;

    private NestedTable(Assignment a, NestedLab lab, PictureJudge judge) {
        this.a = a;
        this.lab = lab;
        this.distance = new DrawnDistance(a, lab, judge);
    }

    /**
     * Opens the judge that is named, or trains one.
     *
     * @throws UserError when it is one of the encoders
     */
    static NestedTable open(Assignment a, NestedLab lab) {
        Optional<String> named = lab.namedJudge();
        if (named.isPresent()) {
            NestedTable table =
                    new NestedTable(a, lab, PictureJudge.named(named.get(), a.progress()));
            try {
                lab.namedEncoders().forEach(table::requireOther);
                return table;
            } catch (UserError e) {
                table.close();
                throw e;
            }
        }
        try (ImageSource images = lab.images()) {
            return new NestedTable(a, lab, TableJudge.trained(a, images));
        }
    }

    private void requireOther(String encoder) {
        if (encoder.equals("none")) {
            return;
        }
        Path model = ModelStore.ofUser().resolve(encoder);
        if (Files.exists(model) && PictureJudge.identity(model).equals(distance.judge())) {
            throw UserError.usage(
                    "the judge is the encoder " + encoder + ", whose features hierarchies are told",
                    "name another judge, or none");
        }
    }

    /** A repetition for each seed of the assignment, for hierarchies of up to so many levels. */
    List<NestedTrial> trials(int levels) {
        List<NestedTrial> all = new ArrayList<>();
        for (long seed = 0; seed < a.seeds(); seed++) {
            all.add(trial(lab.encoder(seed), levels, "", seed));
        }
        return all;
    }

    /** A repetition on an encoder. */
    NestedTrial trial(String encoder, int levels, String on, long seed) {
        NestedTrial trial = new NestedTrial(lab, lab.latents(encoder, levels), distance, on, seed);
        trials.add(trial);
        deepest = Math.max(deepest, levels);
        return trial;
    }

    /** Notes something that readers of the numbers must know. */
    void note(String words) {
        notes.add(words);
        a.progress().message(words);
    }

    /** Prints a table, and writes it as JSON and as a report. */
    <T> void publish(Reproduction what, MeasuredTable<T> table, String expectation) {
        String here = distance.words() + ": " + lab.words();
        List<String> below = new ArrayList<>(notes);
        below.add(lab.how(deepest, trials.get(0).store().size()));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", what.name());
        results.put("command", a.command());
        results.put("what", here);
        results.put("notes", below);
        results.put("rows", table.rows());
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report report =
                Report.titled(what.title())
                        .paragraph("In the dissertation " + expectation + ".")
                        .paragraph("Here: " + here + ".")
                        .code(a.command())
                        .table(table.table(), "Mean and deviation over seeds");
        below.forEach(report::paragraph);
        report.addAll(distance.sheets()).write(a.folder().resolve("report.html"));
        System.out.println(table.markdown() + "\nHere: " + here + ".");
        below.forEach(System.out::println);
    }

    @Override
    public void close() {
        trials.forEach(NestedTrial::close);
        distance.close();
    }
}
