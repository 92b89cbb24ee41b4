package org.symbiosis.app.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Subset;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.diffusion.UsualSampler;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.report.Report;
import org.symbiosis.report.Settings;
import org.symbiosis.train.Progress;

/**
 * The embedded tour: all five systems, small, on pictures that the program draws itself. An encoder
 * learns from furniture without labels; its features are measured, its attention cuts rooms into
 * regions, and a hierarchy of diffusion models draws new pictures out of what it sees.
 */
public final class Demo {
    private static final double USUAL_EPOCHS = 20;
    private static final int HIERARCHY_IMAGES = 1_500;
    private static final double HIERARCHY_EPOCHS = 16;

    private final Path folder;
    private final int images;
    private final double share;
    private final MaeRecipe recipe;
    private final Progress progress;

    /**
     * A tour.
     *
     * @param folder of the runs and the report
     * @param images to learn from
     * @param epochs passes of the encoder over them; 20 are usual, and the other trainings are as
     *     much longer or shorter
     * @param seed of the encoder and the hierarchy
     */
    public Demo(Path folder, int images, double epochs, long seed, Progress progress) {
        this.folder = folder;
        this.images = images;
        this.share = epochs / USUAL_EPOCHS;
        this.recipe = MaeRecipe.tiny().withEpochs(epochs).withSeed(seed);
        this.progress = progress;
    }

    /** Trains, measures, prints and writes {@code report.html}. */
    public void run() {
        long begun = System.nanoTime();
        Report report =
                Report.titled("Symbiosis: the tour")
                        .paragraph(
                                "Learning from pictures by generating them, and generating better"
                                        + " from what was learnt: the five systems of the"
                                        + " dissertation, each as small as it can be and still show"
                                        + " what it does. All pictures were drawn by the program, and"
                                        + " all networks but the one for light were trained for this"
                                        + " page.");
        try (Pupil pupil = Pupil.trained(folder, recipe, images, progress)) {
            List<Stop> stops = stops(pupil);
            for (Stop stop : stops) {
                progress.message(
                        "%d of %d: %s"
                                .formatted(stops.indexOf(stop) + 1, stops.size(), stop.words()));
                stop.visit(report);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Path page = folder.resolve("report.html");
        report.section("Settings")
                .settings(settings(), "The encoder's whole recipe, as train mae --set takes it")
                .paragraph("Made in %.0f seconds by:".formatted(seconds))
                .code(command())
                .write(page);
        System.out.printf("%n%s (%.0f s in all)%n", page, seconds);
    }

    private List<Stop> stops(Pupil pupil) {
        int some = Math.min(images, HIERARCHY_IMAGES);
        return List.of(
                new FeaturesStop(pupil, progress),
                new SpiralStop(folder.resolve("spiral"), spiral(), progress),
                new RegionsStop(folder),
                new HierarchyStop(
                        folder,
                        Subset.balanced(pupil.train(), some, 0),
                        folder.resolve("hierarchy"),
                        hierarchy(),
                        progress),
                new LightStop());
    }

    private GanRecipe spiral() {
        GanRecipe spiral = GanRecipe.spiral().withSeed(recipe.train().seed());
        return spiral.withEpochs(share * spiral.train().epochs());
    }

    private NestedRecipe hierarchy() {
        NestedRecipe tiny = NestedRecipe.tiny();
        return tiny.withTrain(tiny.train().withBatch(16))
                .withGeneration(tiny.generation().withSampler(new UsualSampler(20)))
                .withEpochs(share * HIERARCHY_EPOCHS)
                .withSeed(recipe.train().seed());
    }

    private String command() {
        return "symbiosis demo --images %d --epochs %s --seed %d"
                .formatted(images, recipe.train().epochs(), recipe.train().seed());
    }

    private Settings settings() {
        Map<?, ?> tree = Configs.fromJson(Configs.json(recipe), Map.class);
        Map<String, Object> named = new LinkedHashMap<>();
        tree.forEach((name, value) -> named.put(name.toString(), value));
        return Settings.of(named);
    }
}
