package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.generation.GeneratedImages;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.report.Element;

/**
 * How far images that hierarchies draw are from real ones, in the features of one judge. What is
 * measured stays beside the run, and under another name where judge, number of images or the way to
 * draw differ; a sheet of the images is left beside the report.
 */
final class DrawnDistance implements AutoCloseable {
    private final Assignment a;
    private final NestedLab lab;
    private final PictureJudge judge;
    private final Map<SampleSheet, String> sheets = new LinkedHashMap<>();
    private Optional<Moments> real = Optional.empty();

    /**
     * A distance of a run's images.
     *
     * @param value the distance
     * @param measure what it is called
     * @param judge hash of its weights
     * @param drawn number of images
     * @param seed they are drawn from
     * @param how they are drawn
     */
    private record Measured(
            double value,
            String measure,
            String judge,
            int drawn,
            long seed,
            GenerationConfig how) {}

    DrawnDistance(Assignment a, NestedLab lab, PictureJudge judge) {
        this.a = a;
        this.lab = lab;
        this.judge = judge;
    }

    /** What distances are called, and in which features they are. */
    String words() {
        return judge.judge().measure(lab.drawn());
    }

    /** Hash of the judge's weights. */
    String judge() {
        return judge.identity();
    }

    /**
     * The distance of a run's images, measured once.
     *
     * @param name of the way to draw, such as {@code plain}
     * @param shown whether, and under which words, a sheet of the images is for readers
     */
    double of(Hierarchy run, String name, GenerationConfig how, long seed, Optional<String> shown) {
        String folder = run.folder().getFileName().toString();
        SampleSheet sheet = new SampleSheet(a.folder().resolve(folder + "-" + name + ".png"));
        shown.ifPresent(words -> sheets.put(sheet, words));
        Measured wanted = new Measured(0, words(), judge(), lab.drawn(), seed, how);
        String settings = Fingerprint.of(Configs.json(wanted) + lab.compared());
        return run.place()
                .result(
                        name + "-" + settings.substring(0, 8) + ".json",
                        Measured.class,
                        () -> measured(run.folder(), wanted, shown.map(words -> sheet)))
                .value();
    }

    private Measured measured(Path run, Measured wanted, Optional<SampleSheet> sheet) {
        Atelier atelier = lab.open(run, model -> wanted.how());
        NestedGenerator generator =
                new NestedGenerator(atelier, wanted.seed(), lab.lesson().prompting());
        try (ImageSource drawn = new GeneratedImages(generator, "drawn images", wanted.drawn())) {
            sheet.ifPresent(s -> s.write(drawn));
            double value = FrechetDistance.of(judge.judgement(drawn).moments(), reference());
            return new Measured(
                    value,
                    wanted.measure(),
                    wanted.judge(),
                    wanted.drawn(),
                    wanted.seed(),
                    wanted.how());
        }
    }

    private Moments reference() {
        if (real.isEmpty()) {
            try (ImageSource images = lab.lesson().compared().orElseGet(lab::images)) {
                real = Optional.of(judge.judgement(images).moments());
            }
        }
        return real.get();
    }

    /** The sheets of all that was asked for. */
    List<Element> sheets() {
        List<Element> all = new ArrayList<>();
        sheets.forEach((sheet, words) -> sheet.figure(words).ifPresent(all::add));
        return all;
    }

    @Override
    public void close() {
        judge.close();
    }
}
