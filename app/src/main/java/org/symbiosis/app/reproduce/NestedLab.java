package org.symbiosis.app.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.Locations;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.app.nested.PlanesSource;
import org.symbiosis.app.nested.VisualEncoders;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Planes;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.Pooling;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.NestedTraining;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.report.Report;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Trainer;

/**
 * What tables and figures of chapter 5 share: encoders of our own, latents, hierarchies, and a
 * judge that is another network than the encoder, since a hierarchy that is told the judge's own
 * features would have it easy.
 */
final class NestedLab {
    private static final String MEASURE =
            "Frechet distance over the mean tokens of a second encoder (no FID)";

    private static final String ROOMS = "rooms:objects?n=600&size=32";
    private static final int TINY_IMAGES = 240;
    private static final int SMALL_IMAGES = 10_000;
    private static final int DRAWN_AT_ONCE = 256;

    private final Assignment a;
    private final String data;
    private final int count;
    private final Lesson lesson;
    private final Map<String, Moments> references = new HashMap<>();

    /** Whose features are asked for. */
    enum Role {
        /** Makes the latents; the first that {@code --model} names. */
        ENCODER(0),
        /** Compares images; the second that {@code --model} names. */
        JUDGE(1);

        private final int place;

        Role(int place) {
            this.place = place;
        }
    }

    NestedLab(Assignment a) {
        this(a, Lesson.nothing());
    }

    /** The same for hierarchies that are told something. */
    NestedLab(Assignment a, Lesson lesson) {
        requireFeasible(a);
        this.a = a;
        this.lesson = lesson;
        this.data = data(a);
        this.count = count(a);
    }

    /** Refuses a scale that no small machine can do. */
    static void requireFeasible(Assignment a) {
        if (a.scale() == Scale.FULL) {
            throw UserError.usage(
                    "chapter 5 at full scale takes weeks on accelerators",
                    "use 'latents' and 'train nested' with the presets imagenet256 and coco256");
        }
    }

    /** Location of the training images. */
    static String data(Assignment a) {
        return a.materials().data().orElse(ROOMS);
    }

    /** How many of them at most. */
    static int count(Assignment a) {
        int usual = a.scale() == Scale.TINY ? TINY_IMAGES : SMALL_IMAGES;
        return a.materials().images().orElse(usual);
    }

    /** The training images. */
    ImageSource images() {
        return Locations.open(data, count, 0);
    }

    /** Images and scale in words. */
    String words() {
        return "at most %d images of %s, %d drawn for each distance%s"
                .formatted(count, data, drawn(), lesson.words());
    }

    /** Levels of the deepest hierarchy. */
    int levels() {
        return a.scale() == Scale.TINY ? 2 : 3;
    }

    /** Candidates for sigma. */
    List<Double> sigmas() {
        return a.scale() == Scale.TINY ? List.of(0.0, 0.5) : List.of(0.0, 0.5, 1.0);
    }

    /** A trial for each seed of the assignment, up to the scale's deepest hierarchy. */
    void repeat(Consumer<NestedTrial> measuring) {
        repeat(levels(), measuring);
    }

    /** A trial for each seed, up to a hierarchy of so many levels. */
    void repeat(int levels, Consumer<NestedTrial> measuring) {
        for (long seed = 0; seed < a.seeds(); seed++) {
            String encoder = network(Role.ENCODER, seed);
            String judge = network(Role.JUDGE, seed);
            try (LatentStore store = latents(encoder, levels)) {
                measuring.accept(new NestedTrial(this, store, judge, seed));
            }
        }
    }

    private int drawn() {
        return drawn(a);
    }

    /** Images that are drawn for a distance. */
    static int drawn(Assignment a) {
        return a.scale() == Scale.TINY ? 48 : 2000;
    }

    /** A network of our own: the encoder that was named by {@code --model}, or one trained here. */
    String network(Role role, long seed) {
        List<String> named = a.materials().models();
        if (role.place < named.size()) {
            return named.get(role.place);
        }
        MaeRecipe usual = MaeRecipe.tiny().withEpochs(encoderEpochs());
        long own = role == Role.ENCODER ? seed : seed + 1000;
        return network(usual, role.name().toLowerCase(Locale.ROOT), own);
    }

    /** Passes over the images that networks of our own are trained for. */
    double encoderEpochs() {
        return a.scale() == Scale.TINY ? 6 : 30;
    }

    /** A masked autoencoder trained here on the same images. */
    String network(MaeRecipe usual, String name, long seed) {
        MaeRecipe recipe = usual.withTrain(usual.train().withSeed(seed));
        String settings = Fingerprint.of(data + count + Configs.json(recipe));
        Path run = a.folder().resolve("%s-%d-%s".formatted(name, seed, settings));
        try (ImageSource images = images()) {
            a.progress().message("a masked autoencoder as " + name + ", seed " + seed + ":");
            MaeRun.train(recipe, images, run, a.progress());
        }
        return run.toString();
    }

    /** Latents of the training images by an encoder, for all levels. */
    LatentStore latents(String encoder, int levels) {
        LatentsConfig config = LatentsConfig.of(recipe(levels, 0).model().pyramid());
        String settings = Fingerprint.of(data + count + encoder + Configs.json(config));
        try (ImageSource images = images();
                VisualEncoder network = VisualEncoders.open(encoder, Readout.MEAN_TOKEN)) {
            return LatentCache.build(
                    a.folder().resolve("latents-" + settings),
                    images,
                    config,
                    network,
                    new PixelCodec(),
                    OnCorrupt.SKIP,
                    a.progress());
        }
    }

    /** A hierarchy of this scale, as the assignment changes it. */
    NestedRecipe recipe(int levels, long seed) {
        NestedRecipe recipe = NestedRecipe.small(levels).withTold(lesson.told());
        if (a.scale() == Scale.TINY) {
            recipe =
                    recipe.withModel(recipe.model().withNetwork(new LevelNetwork(64, 2, 2)))
                            .withTrain(recipe.train().withBatch(32))
                            .withEpochs(4);
        }
        return a.changes().to(recipe).withSeed(seed);
    }

    /** How far drawn images are from the training images, in the judge's features. */
    double distance(Path run, Atelier.How how, String judge, long seed) {
        Moments real = references.computeIfAbsent(judge, this::reference);
        List<Planes> drawn = new ArrayList<>();
        try (NestedGenerator generator =
                new NestedGenerator(open(run, how), seed, lesson.prompting())) {
            for (int first = 0; first < drawn(); first += DRAWN_AT_ONCE) {
                int some = Math.min(DRAWN_AT_ONCE, drawn() - first);
                drawn.addAll(generator.images(first, new int[some]));
            }
        }
        PlanesSource images = new PlanesSource("drawn images", drawn);
        return FrechetDistance.of(Moments.of(features(judge, images)), real);
    }

    /** Without guidance, by the run's own sampler. */
    static GenerationConfig plain(NestedFile model) {
        return GenerationConfig.plain().withSampler(model.recipe().generation().sampler());
    }

    /** A number of a run, measured once and kept beside it. */
    private record Noted(double value) {}

    /** A number of a run, measured unless it is known. */
    double noted(Path run, String name, DoubleSupplier measure) {
        Path file = run.resolve(name + ".json");
        try {
            if (Files.exists(file)) {
                return Configs.fromJson(Files.readString(file), Noted.class).value();
            }
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "remove it to measure again", e);
        }
        double value = measure.getAsDouble();
        AtomicFile.write(file, Configs.json(new Noted(value)).getBytes(StandardCharsets.UTF_8));
        return value;
    }

    /**
     * A hierarchy trained here, unless it is finished.
     *
     * @param earlier runs to take levels over from where they are the same
     * @return its folder
     */
    Path trained(NestedRecipe recipe, LatentStore store, String name, Path... earlier) {
        Path run = a.folder().resolve(name);
        NestedTraining training =
                new NestedTraining(recipe, store, lesson.texts(), run, a.progress());
        for (Path other : earlier) {
            training.reuse(other);
        }
        if (training.run() == Trainer.Outcome.INTERRUPTED) {
            throw UserError.failed(
                    "stopped while training " + run, "the same command goes on from there");
        }
        return run;
    }

    /** Prints a table, and writes it as JSON and as a report. */
    <T> void publish(Reproduction what, MeasuredTable<T> table, String expectation) {
        String here = MEASURE + ": " + words();
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(
                                Map.of(
                                        "table", what.name(),
                                        "command", a.command(),
                                        "what", here,
                                        "rows", table.rows()))
                        .getBytes(StandardCharsets.UTF_8));
        Report.titled(what.title())
                .paragraph("In the dissertation " + expectation + ".")
                .paragraph("Here: " + here + ".")
                .code(a.command())
                .table(table.table(), "Mean and deviation over seeds")
                .write(a.folder().resolve("report.html"));
        System.out.println(table.markdown() + "\nHere: " + here + ".");
    }

    /** A run with what draws from it. */
    Atelier open(Path run, Atelier.How how) {
        return Atelier.open(run, Weights.MEAN, Optional.empty(), how, a.progress());
    }

    private Moments reference(String judge) {
        try (ImageSource images = lesson.compared().orElseGet(this::images)) {
            return Moments.of(features(judge, images));
        }
    }

    /** Mean tokens of a network of ours. */
    Features features(String network, ImageSource images) {
        try (MaeFile mae = MaeFile.open(Path.of(network))) {
            return new FeatureExtractor(mae.recipe().evaluation(), Engine.cores(), a.progress())
                    .of(mae.model().encoder(), -1, Pooling.MEAN_ALL, images);
        }
    }
}
