package org.symbiosis.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.avg_pool2d;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Planes;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/** Diffusion in a space of half the size, whose latents are means of 2 x 2 pixels. */
class LatentDiffusionTest {
    @TempDir Path folder;

    /** Means of 2 x 2 pixels with a little noise, as an autoencoder's posterior has. */
    private record Halves() implements LatentSpace {
        @Override
        public int channels() {
            return 3;
        }

        @Override
        public int factor() {
            return 2;
        }

        @Override
        public Tensor encode(Tensor images, Tensor noise) {
            return avg_pool2d(images, 2, 2).add(noise, new Scalar(0.01));
        }

        @Override
        public Tensor decode(Tensor latents) {
            LongOptional size = new LongOptional();
            return latents.repeat_interleave(2, new LongOptional(2), size)
                    .repeat_interleave(2, new LongOptional(3), size);
        }
    }

    private static DiffusionRecipe recipe() {
        DiffusionRecipe pixels = SmallDiffusion.recipe(100, 2);
        return new DiffusionRecipe(
                pixels.model().withInput(3, 4, 4, 2),
                new Objective(new NoiseSchedule.Discrete(), Prediction.IMAGE),
                new Space.Latents(2, 1),
                pixels.labelDrop(),
                pixels.train(),
                pixels.preparation(),
                pixels.evaluation());
    }

    private Trainer.Outcome train(LatentSpace space) {
        try (RunDirectory run = RunDirectory.createOrResume(folder.resolve("run"))) {
            return DiffusionTraining.run(
                    recipe(),
                    new ImageExamples(new SmallDiffusion.Lights(), OnCorrupt.FAIL, space),
                    run,
                    Progress.SILENT);
        }
    }

    @Test
    void imagesComeOutOfLatents() {
        assertThat(train(new Halves())).isEqualTo(Trainer.Outcome.FINISHED);
        try (DiffusionFile file = DiffusionFile.open(folder.resolve("run"))) {
            SamplingConfig how = new SamplingConfig(new DpmSolverPlusPlusFast(12), 0, 1, 4);
            DiffusionSampling sampling =
                    new DiffusionSampling(file, new Halves(), how, Progress.SILENT);
            List<Planes> images = sampling.images(0, new int[] {0, 1, 0, 1});
            for (int i = 0; i < images.size(); i++) {
                assertThat(images.get(i).width()).isEqualTo(8);
                assertThat(images.get(i).values()[0] > 0.5).isEqualTo(i % 2 == 1);
            }
        }
    }

    @Test
    void anotherSpaceThanTheRecipesIsRefused() {
        assertThatThrownBy(() -> train(LatentSpace.pixels()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the model takes 3 channels at 1/2 of the pixels");
    }
}
