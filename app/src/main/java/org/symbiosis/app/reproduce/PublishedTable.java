package org.symbiosis.app.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.config.Configs;
import org.symbiosis.report.Column;

/**
 * A table of chapter 4 or appendix C: as it is printed, and what is measured here beside it.
 *
 * @param name on the command line
 * @param title what it shows
 * @param expectation what the dissertation found, and what differs here
 * @param columns as printed
 * @param published rows as printed
 * @param measured columns that are measured
 * @param experiment measures one model
 * @param usual how many images of each scale, tiny and small; all of them at the full one
 */
record PublishedTable(
        String name,
        String title,
        String expectation,
        List<Column> columns,
        List<Published> published,
        List<Column> measured,
        Experiment experiment,
        int[] usual)
        implements Printed {
    /** What {@code measured-....json} holds. */
    private record Kept(String of, Map<String, double[]> rows) {}

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        String data = a.materials().data().orElseGet(() -> rooms(a));
        int images = a.materials().images().orElse(images(a));
        List<Subject> subjects = Subject.of(a);
        Map<String, List<double[]>> found = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            for (long seed = 0; seed < a.seeds(); seed++) {
                Map<String, double[]> rows = rows(a, subject, data, images, seed);
                rows.forEach(
                        (row, numbers) -> {
                            String full = subjects.size() == 1 ? row : row + ", " + subject.name();
                            found.computeIfAbsent(full, r -> new ArrayList<>()).add(numbers);
                        });
            }
        }
        String what =
                "at most %d images of %s, read by %s, seeds: %d"
                        .formatted(
                                images,
                                data,
                                String.join(", ", subjects.stream().map(Subject::name).toList()),
                                a.seeds());
        PublishedSheet sheet = new PublishedSheet(this, a, what, found);
        sheet.write();
        System.out.println(sheet.markdown());
    }

    private static String rooms(Assignment a) {
        return switch (a.scale()) {
            case TINY -> "rooms:scenes?n=40&size=32";
            case SMALL -> "rooms:scenes?n=100&size=64";
            case FULL ->
                    throw UserError.usage(
                            "--scale full without images", "name the table's own set by --data");
        };
    }

    private int images(Assignment a) {
        return switch (a.scale()) {
            case TINY -> usual[0];
            case SMALL -> usual[1];
            case FULL -> Integer.MAX_VALUE;
        };
    }

    private Map<String, double[]> rows(
            Assignment a, Subject subject, String data, int images, long seed) {
        String location = subject.location().apply(seed);
        String of =
                "%s of %d of %s by %s, %s, seed %d"
                        .formatted(name, images, data, location, a.scale(), seed);
        Path file = a.folder().resolve("measured-" + Fingerprint.of(of) + ".json");
        if (Files.exists(file)) {
            return recall(file);
        }
        a.progress().message("%s, seed %d:".formatted(subject.name(), seed));
        Map<String, double[]> rows =
                experiment.measure(new Specimen(a, data, images, location, seed));
        byte[] json = Configs.json(new Kept(of, rows)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, json);
        return rows;
    }

    private static Map<String, double[]> recall(Path file) {
        try {
            return Configs.fromJson(Files.readString(file), Kept.class).rows();
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "remove it to measure again", e);
        }
    }
}
