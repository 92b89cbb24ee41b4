package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.generate.DiffusionProbe;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generate.Generators;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * Trains diffusion models, probes them and judges what they draw, each in a folder of its own, and
 * remembers what came of them.
 */
final class DiffusionLaboratory implements AutoCloseable {
    private static final int AT_ONCE = 128;
    private static final int NO_SPLITS = Integer.MAX_VALUE;

    private final Path folder;
    private final ImageSource train;
    private final ImageSource test;
    private final Progress progress;
    private final int pictures;
    private final String images;
    private final Judge judge;
    private final Moments real;

    /** A laboratory that draws so many pictures from each model. */
    DiffusionLaboratory(Assignment a, Judged images, int pictures) {
        folder = a.folder();
        train = images.train();
        test = images.test();
        progress = a.progress();
        this.pictures = pictures;
        this.images = images.identity();
        judge = PictureJudges.open(a, train);
        real = judge.judge(train, NO_SPLITS).moments();
    }

    /** The score of a repetition: recalled, or trained for (from a checkpoint if there is one). */
    DiffusionScore score(DiffusionTrial trial, long seed) {
        Path run = folder.resolve(trial.folder(seed));
        DiffusionRecipe recipe = trial.recipe().withSeed(seed);
        String identity =
                "%s on %s, %d pictures judged by %s"
                        .formatted(Configs.json(recipe), images, pictures, judge.measure(pictures));
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
        if (Files.exists(path.resolve("model.safetensors"))) {
            return 0;
        }
        long begun = System.nanoTime();
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            Trainer.Outcome outcome =
                    DiffusionTraining.run(recipe, train, OnCorrupt.SKIP, run, progress);
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "stopped while training " + path, "the same command goes on from there");
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private DiffusionScore measure(DiffusionRecipe recipe, Path run, long seed, double seconds) {
        DiffusionProbe.Cell best = probe(run);
        Path drawn = run.resolve("pictures");
        draw(run, drawn, seed);
        try (ImageSource generated = Locations.open(drawn.toString())) {
            Moments seen = judge.judge(generated, NO_SPLITS).moments();
            return new DiffusionScore(
                    recipe,
                    best.accuracy(),
                    best.layer(),
                    best.time(),
                    FrechetDistance.of(seen, real),
                    judge.measure(pictures),
                    pictures,
                    seconds);
        }
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
        try (Generator generator = Generators.open(run, Wishes.usual(seed), progress)) {
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
