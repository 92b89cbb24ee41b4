package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.Locations;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.app.generate.DiffusionProbe;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generate.Generators;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.diffusion.ImageExamples;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.train.Progress;

/**
 * Trains diffusion models, probes them and judges what they draw, each in a folder of its own, and
 * remembers what came of them.
 */
final class DiffusionLaboratory implements AutoCloseable {
    private static final int AT_ONCE = 128;

    private final Path folder;
    private final ImageSource train;
    private final ImageSource test;
    private final Progress progress;
    private final int pictures;
    private final String images;
    private final Way way;
    private final PictureJudge judge;
    private final Moments real;

    /**
     * How pictures are drawn, from the running mean and without guidance.
     *
     * @param sampler by its name, or the schedule's usual one
     * @param calls of the network for a picture
     */
    record Way(Optional<String> sampler, int calls) {
        private Wishes from(long seed) {
            Wishes usual = Wishes.usual(seed);
            return new Wishes(
                    sampler,
                    OptionalInt.of(calls),
                    usual.guidance(),
                    usual.weights(),
                    usual.autoencoder(),
                    usual.standing(),
                    seed,
                    usual.lanes());
        }

        /** It in words. */
        String words() {
            return "%s in %d calls"
                    .formatted(sampler.orElse("the usual solver of the schedule"), calls);
        }
    }

    /** A laboratory that draws so many pictures from each model, in this way. */
    DiffusionLaboratory(Assignment a, Judged images, int pictures, Way way) {
        folder = a.folder();
        train = images.train();
        test = images.test();
        progress = a.progress();
        this.pictures = pictures;
        this.images = images.identity();
        this.way = way;
        judge = TableJudge.open(a, train);
        real = judge.judgement(train).moments();
    }

    /** The score of a repetition: recalled, or trained for (from a checkpoint if there is one). */
    DiffusionScore score(DiffusionTrial trial, long seed) {
        Path run = folder.resolve(trial.folder(seed));
        DiffusionRecipe recipe = trial.recipe().withSeed(seed);
        String identity =
                "%s on %s, %d pictures by %s judged by %s"
                        .formatted(
                                Configs.json(recipe),
                                images,
                                pictures,
                                way.words(),
                                judge.identity());
        return Remembered.in(run, identity)
                .score(DiffusionScore.class, () -> score(trial, recipe, run, seed));
    }

    private DiffusionScore score(
            DiffusionTrial trial, DiffusionRecipe recipe, Path run, long seed) {
        progress.message(trial.name() + ", seed " + seed + ":");
        double seconds = train(recipe, run);
        return measure(recipe, run, seed, seconds);
    }

    private double train(DiffusionRecipe recipe, Path path) {
        ImageExamples examples = ImageExamples.ofPixels(train, OnCorrupt.SKIP);
        return TrainedOnce.in(path, run -> DiffusionTraining.run(recipe, examples, run, progress));
    }

    private DiffusionScore measure(DiffusionRecipe recipe, Path run, long seed, double seconds) {
        DiffusionProbe.Cell best = probe(run);
        Path drawn = run.resolve("pictures");
        draw(run, drawn, seed);
        try (ImageSource generated = Locations.open(drawn.toString())) {
            sheet(run).write(generated);
            Moments seen = judge.judgement(generated).moments();
            return new DiffusionScore(
                    recipe,
                    best.accuracy(),
                    best.layer(),
                    best.time(),
                    FrechetDistance.of(seen, real),
                    judge.judge().measure(pictures),
                    pictures,
                    seconds);
        }
    }

    /** The sheet of a repetition, if it is done. */
    SampleSheet sheet(DiffusionTrial trial, long seed) {
        return sheet(folder.resolve(trial.folder(seed)));
    }

    private SampleSheet sheet(Path run) {
        return new SampleSheet(folder.resolve(run.getFileName() + ".png"));
    }

    private DiffusionProbe.Cell probe(Path run) {
        try (DiffusionFile file = DiffusionFile.open(run)) {
            DiffusionProbe probe =
                    new DiffusionProbe(
                            file, LatentSpace.pixels(), ProbeProtocol.Simple.tables(), 0, progress);
            List<DiffusionProbe.Cell> grid =
                    probe.grid(train, test, probe.layers(), DiffusionProbe.TIMES);
            AtomicFile.write(
                    run.resolve("probes.json"),
                    Configs.json(grid).getBytes(StandardCharsets.UTF_8));
            return DiffusionProbe.best(grid);
        }
    }

    private void draw(Path run, Path into, long seed) {
        try (Generator generator = Generators.open(run, way.from(seed), progress)) {
            PictureOutput output = PictureOutput.at(into);
            for (int first = 0; first < pictures; first += AT_ONCE) {
                int[] labels = new int[Math.min(AT_ONCE, pictures - first)];
                int classes = Math.max(1, generator.classes());
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = (first + i) % classes;
                }
                output.add(first, generator.images(first, labels));
            }
            output.finish();
        }
    }

    @Override
    public void close() {
        judge.close();
    }
}
