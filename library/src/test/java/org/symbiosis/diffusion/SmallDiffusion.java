package org.symbiosis.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.Trainer;

/** A diffusion model of three blocks on 8 x 8 pixels, and dark and light pictures to learn. */
public final class SmallDiffusion {
    private SmallDiffusion() {}

    /** Classes known: so many; 0 for none. */
    public static DiffusionRecipe recipe(double epochs, int classes) {
        UVitConfig model = UVitConfig.tiny().withInput(3, 8, 8, 2).withSize(32, 2, 2).decayed(0.7);
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        8,
                        1,
                        new OptimizerConfig.AdamW(0.9, 0.99, 1e-8, 0.03),
                        new LearningRate.WarmupConstant(2e-3, LearningRate.Scaling.NONE, 1),
                        Double.POSITIVE_INFINITY,
                        0.9,
                        Precision.FP32,
                        3,
                        2,
                        5,
                        2,
                        1);
        Preparation flipped =
                new Preparation(
                        List.of(
                                new Transform.Resize(8),
                                new Transform.CentreCrop(8),
                                new Transform.RandomFlip(0.5)),
                        Normalisation.HALF);
        return new DiffusionRecipe(
                        model,
                        new Objective(NoiseSchedule.Linear.standard(), Prediction.IMAGE),
                        new Space.Pixels(),
                        0.2,
                        train,
                        flipped,
                        Preparation.evaluation(8, Normalisation.HALF))
                .withClasses(classes);
    }

    /** Trains in this folder, or continues there. */
    public static Trainer.Outcome run(Path folder, DiffusionRecipe recipe, Progress progress) {
        try (RunDirectory run = RunDirectory.createOrResume(folder)) {
            return DiffusionTraining.run(
                    recipe, ImageExamples.ofPixels(new Lights(), OnCorrupt.FAIL), run, progress);
        }
    }

    /** Pictures of one grey each: class 0 is dark, class 1 light. */
    public record Lights() implements ImageSource {
        @Override
        public String name() {
            return "lights";
        }

        @Override
        public int size() {
            return 24;
        }

        @Override
        public String path(int i) {
            return i + ".png";
        }

        @Override
        public int label(int i) {
            return i % 2;
        }

        @Override
        public List<String> classes() {
            return List.of("dark", "light");
        }

        @Override
        public Picture read(int i) {
            byte[] values = new byte[8 * 8];
            Arrays.fill(values, (byte) (i % 2 == 0 ? 30 + i : 200 + i));
            return new Picture(8, 8, 1, values);
        }
    }
}
