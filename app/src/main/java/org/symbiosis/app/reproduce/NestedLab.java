package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.Locations;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.VisualEncoders;
import org.symbiosis.app.segments.Models;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.NestedTraining;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentManifest;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.TrainConfig;

/**
 * What tables and figures of chapter 5 share: images, encoders of our own, latents and hierarchies
 * at the scale of an assignment. Models that are named are encoders; the last of several is the
 * judge.
 */
final class NestedLab {
    private static final String ROOMS = "rooms:objects?n=600&size=32";
    private static final int TINY_IMAGES = 240;
    private static final int SMALL_IMAGES = 10_000;

    private final Assignment a;
    private final String data;
    private final int count;
    private final Lesson lesson;

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

    /** What hierarchies are told. */
    Lesson lesson() {
        return lesson;
    }

    /** Images and scale in words. */
    String words() {
        return "at most %d images of %s, %d drawn for each distance%s"
                .formatted(count, data, drawn(), lesson.words());
    }

    /** What drawn images are compared with, and all that they are drawn from. */
    String compared() {
        return "%d of %s, %s %s".formatted(count, data, lesson.learnt(), lesson.drawn());
    }

    /**
     * How hierarchies are trained and images drawn: what belongs beside every distance.
     *
     * @param levels of the deepest
     * @param images that they learn from
     */
    String how(int levels, int images) {
        NestedRecipe recipe = recipe(levels, 0);
        TrainConfig train = recipe.train();
        GenerationConfig guided = recipe.generation();
        List<Double> guidance = IntStream.range(0, levels).mapToObj(guided::weight).toList();
        long steps = Math.max(1, Math.round(train.epochs() * train.stepsPerEpoch(images)));
        return ("Every level: %d steps of %d images, %s. Drawn by %s, %d calls a level; unguided"
                        + " with gamma %s, guided with weights %s from the top down and gamma %s,"
                        + " unless a row says otherwise.")
                .formatted(
                        steps,
                        train.batch(),
                        weights(train),
                        guided.sampler().getClass().getSimpleName(),
                        guided.sampler().calls(),
                        guided.unguided().gamma(),
                        guidance,
                        guided.gamma());
    }

    private static String weights(TrainConfig train) {
        if (train.emaDecay() == 0) {
            return "weights of the last step";
        }
        String warmup = train.emaWarmup() == 0 ? "" : ", warm-up " + train.emaWarmup();
        return "running mean of the weights (decay " + train.emaDecay() + warmup + ")";
    }

    /** Levels of the deepest hierarchy. */
    int levels() {
        return a.extent().levels().orElse(a.scale() == Scale.TINY ? 2 : 3);
    }

    /** Candidates for sigma. */
    List<Double> sigmas() {
        return a.scale() == Scale.TINY ? List.of(0.0, 0.5) : List.of(0.0, 0.5, 1.0);
    }

    /** Images that are drawn for a distance. */
    int drawn() {
        return drawn(a);
    }

    /** Images that are drawn for a distance. */
    static int drawn(Assignment a) {
        return a.extent().drawn().orElse(a.scale() == Scale.TINY ? 48 : 2000);
    }

    /** Encoders that are named. */
    List<String> namedEncoders() {
        List<String> named = a.materials().models();
        return named.subList(0, Math.min(named.size(), Math.max(1, named.size() - 1)));
    }

    /** The judge that is named. */
    Optional<String> namedJudge() {
        List<String> named = a.materials().models();
        return named.size() < 2 ? Optional.empty() : Optional.of(named.get(named.size() - 1));
    }

    /** An encoder: the one that is named, or one trained here. */
    String encoder(long seed) {
        if (namedEncoders().size() > 1) {
            throw UserError.usage(
                    "%d encoders are named".formatted(namedEncoders().size()),
                    "give --model an encoder, and a judge or none");
        }
        return namedEncoders().stream()
                .findFirst()
                .orElseGet(
                        () ->
                                encoder(
                                        MaeRecipe.tiny().withEpochs(encoderEpochs()),
                                        "encoder",
                                        seed));
    }

    /** Passes over the images that encoders of our own are trained for. */
    double encoderEpochs() {
        return a.scale() == Scale.TINY ? 6 : 30;
    }

    /** A masked autoencoder trained here on the same images. */
    String encoder(MaeRecipe usual, String name, long seed) {
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
                VisualEncoder network = open(encoder)) {
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

    /** The token that stands for an image: of public weights the class token, as in the chapter. */
    private static VisualEncoder open(String encoder) {
        boolean isOurs = encoder.equals("none") || isOurs(ModelStore.ofUser().resolve(encoder));
        return VisualEncoders.open(encoder, isOurs ? Readout.MEAN_TOKEN : Readout.CLASS_TOKEN);
    }

    private static boolean isOurs(Path model) {
        return Files.isDirectory(model) || Models.isOurs(model);
    }

    /** The vectors of whole images by an encoder, those that its latents are made of. */
    Features features(String encoder, ImageSource images) {
        try (VisualEncoder network = open(encoder)) {
            Preparation whole =
                    Preparation.evaluation(network.inputSide(), network.normalisation());
            return new FeatureExtractor(whole, Engine.cores(), a.progress())
                    .of(network::vectors, network.name(), images);
        }
    }

    /** A hierarchy of this scale, as the assignment changes it. */
    NestedRecipe recipe(int levels, long seed) {
        NestedRecipe recipe = NestedRecipe.small(levels).withTold(lesson.told());
        if (a.scale() == Scale.TINY) {
            recipe =
                    recipe.withModel(recipe.model().withNetwork(LevelNetwork.tiny()))
                            .withTrain(recipe.train().withBatch(32))
                            .withEpochs(4);
        }
        return a.changes().to(recipe).withSeed(seed);
    }

    /** Where a run of this name is, or would be. */
    Path run(String name) {
        return a.folder().resolve(name);
    }

    /**
     * A hierarchy trained here, unless it is finished.
     *
     * @param name of its folder
     * @param earlier runs of the same images and training, to take levels over from
     * @throws UserError when the folder holds something else
     */
    Hierarchy trained(NestedRecipe recipe, LatentStore store, String name, List<Path> earlier) {
        Remembered place = Remembered.in(run(name), identity(recipe, store.manifest()));
        NestedTraining training =
                new NestedTraining(recipe, store, lesson.texts(), place.folder(), a.progress());
        earlier.forEach(training::reuse);
        TrainedOnce.requireFinished(training.run(), place.folder());
        return new Hierarchy(place, recipe);
    }

    /** All that a training depends on; how many levels a cache has besides does not matter. */
    private String identity(NestedRecipe recipe, LatentManifest latents) {
        return "%s on %s %s by %s, %s"
                .formatted(
                        Configs.json(recipe),
                        latents.sourceFingerprint(),
                        latents.codec(),
                        latents.encoderFingerprint(),
                        lesson.learnt());
    }

    /** A run with what draws from it. */
    Atelier open(Path run, Atelier.How how) {
        return Atelier.open(run, Weights.MEAN, Optional.empty(), how, a.progress());
    }
}
