package org.symbiosis.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.MemoryImages;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform;
import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Shortcut;

/**
 * A masked autoencoder small enough to train within a second or two, with everything that makes
 * resuming hard: augmentation, mean weights, accumulation, clipping, damaged pictures.
 *
 * <p>It also runs as a program of its own, so that tests can kill it.
 */
public final class SmallTraining {
    /** Pictures, three of them damaged. */
    private static final MemoryImages IMAGES = new MemoryImages(43, 20, 3, 17, 40);

    private SmallTraining() {}

    /** The recipe: 2 blocks of 16 channels on 16 x 16 pixels; 48 steps of 2 x 6 images. */
    public static MaeRecipe recipe(int workers) {
        MaeConfig model =
                new MaeConfig(
                        16,
                        16,
                        3,
                        4,
                        16,
                        2,
                        2,
                        16,
                        1,
                        2,
                        2,
                        1e-6,
                        Bias.LEARNT,
                        0.5,
                        MaeConfig.Target.NORMALISED_PIXELS,
                        new Shortcut.LinearDecay(0.6),
                        MaeConfig.tiny().skips(),
                        MaeConfig.FirstStep.ZERO_BRANCHES);
        TrainConfig train =
                new TrainConfig(
                                13.8,
                                6,
                                2,
                                OptimizerConfig.AdamW.ofMae(),
                                new LearningRate.WarmupCosine(
                                        2e-3, LearningRate.Scaling.NONE, 1, 0.01),
                                1.0,
                                0.9,
                                Precision.FP32,
                                5,
                                workers,
                                5,
                                2,
                                1)
                        .withEmaWarmup(10);
        Preparation preparation =
                new Preparation(
                        List.of(
                                new Transform.RandomResizedCrop(
                                        16, 0.2, 1, Transform.RandomResizedCrop.Tries.TEN),
                                new Transform.RandomFlip(0.5)),
                        Normalisation.HALF);
        return new MaeRecipe(
                model, train, preparation, Preparation.evaluation(16, Normalisation.HALF));
    }

    /** Trains in this folder, or continues there when it holds a run. */
    public static Trainer.Outcome run(Path folder, MaeRecipe recipe, Progress progress) {
        try (RunDirectory run =
                Files.exists(folder) ? RunDirectory.resume(folder) : RunDirectory.create(folder)) {
            return MaeTraining.run(recipe, IMAGES, OnCorrupt.SKIP, run, progress);
        }
    }

    /**
     * Trains and says each step, then how it ended.
     *
     * @param args folder, number of workers, milliseconds of rest after each step
     */
    public static void main(String[] args) {
        long rest = Long.parseLong(args[2]);
        Progress spoken =
                new Progress() {
                    @Override
                    public void step(long done, String note, double imagesPerSecond) {
                        System.out.println("step " + done);
                        if (rest > 0) {
                            sleep(rest);
                        }
                    }
                };
        System.out.println(run(Path.of(args[0]), recipe(Integer.parseInt(args[1])), spoken));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
