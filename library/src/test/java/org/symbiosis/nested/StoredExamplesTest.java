package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.full_like;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Picture;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.diffusion.SmallDiffusion;
import org.symbiosis.diffusion.Space;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentPyramid;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.NoEncoder;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer.Outcome;

/** A single diffusion model that learns from a cache. */
class StoredExamplesTest {
    private static final int SIDE = 8;
    private static final DiffusionRecipe RECIPE = SmallDiffusion.recipe(4, 2);

    private static final Progress POWER_CUT =
            new Progress() {
                @Override
                public void step(long done, String note, double imagesPerSecond) {
                    if (done == 8) {
                        throw new IllegalStateException("power cut");
                    }
                }
            };

    @TempDir private Path folder;

    /** Four channels of each pixel, of standard deviation 2, as an autoencoder says them. */
    private record Moments() implements ImageCodec {
        @Override
        public String fingerprint() {
            return "moments";
        }

        @Override
        public Tensor stored(Tensor images) {
            Tensor mean = images.narrow(2, 0, 1).narrow(3, 0, 1); // (B, 3, 1, 1)
            Tensor four = cat(new TensorVector(mean, mean.narrow(1, 0, 1)), 1);
            return cat(new TensorVector(four, full_like(four, new Scalar(Math.log(4)))), 1);
        }

        @Override
        public Tensor images(Tensor z1) {
            throw new AssertionError("nothing is decoded");
        }

        @Override
        public void close() {}
    }

    private LatentStore pixels(int count) {
        FirstLatent first = new FirstLatent.Pixels(4);
        return store(new ToyImages(count, 2, SIDE), first, new PixelCodec());
    }

    private LatentStore store(ToyImages images, FirstLatent first, ImageCodec codec) {
        return LatentCache.build(
                folder.resolve("latents-" + images.count()),
                images,
                LatentsConfig.of(new LatentPyramid(1, 16, SIDE, SIDE, first)),
                new NoEncoder(),
                codec,
                OnCorrupt.FAIL,
                Progress.SILENT);
    }

    private Outcome train(LatentStore store, String run, Progress progress) {
        try (RunDirectory directory = RunDirectory.createOrResume(folder.resolve(run))) {
            return DiffusionTraining.run(RECIPE, new StoredExamples(store), directory, progress);
        }
    }

    @Test
    void theNetworkSeesImagesAndTheirMirrorImages() throws IOException {
        ToyImages images = new ToyImages(24, 2, SIDE);
        Set<Boolean> mirrored = new HashSet<>();
        try (Scope s = Scope.open();
                LatentStore store = pixels(24);
                Batches batches =
                        new StoredExamples(store).batches(RECIPE).apply(Batches.Position.START)) {
            Seed.set(1);
            Batch batch = batches.next();
            Tensor seen = new StoredExamples(store).seen(batch);
            assertThat(Shapes.of(seen)).containsExactly(8, 3, SIDE, SIDE);
            for (int b = 0; b < 8; b++) {
                int i = batch.indices()[b];
                assertThat(batch.labels()[b]).isEqualTo(images.label(i));
                float[] row = Plain.floats(seen.select(0, b).select(0, 0).select(0, 0));
                float[] whole = firstRow(images.read(i));
                boolean isMirrored = Math.abs(row[0] - whole[0]) > 1e-6;
                for (int x = 0; x < SIDE; x++) {
                    float wanted = whole[isMirrored ? SIDE - 1 - x : x];
                    assertThat(row[x]).isCloseTo(wanted, within(1e-6f));
                }
                mirrored.add(isMirrored);
            }
        }
        assertThat(mirrored).containsExactlyInAnyOrder(true, false);
    }

    private static float[] firstRow(Picture picture) {
        byte[] samples = (byte[]) picture.samples();
        float[] red = new float[SIDE];
        for (int x = 0; x < SIDE; x++) {
            red[x] = (samples[3 * x] & 0xff) / 127.5f - 1;
        }
        return red;
    }

    @Test
    void latentsAreDrawnAnewFromTheirMoments() {
        DiffusionRecipe latents =
                new DiffusionRecipe(
                        RECIPE.model().withInput(4, 1, 1, 1),
                        RECIPE.objective(),
                        new Space.Latents(8, 0.5),
                        RECIPE.labelDrop(),
                        RECIPE.train(),
                        RECIPE.preparation(),
                        RECIPE.evaluation());
        ToyImages images = new ToyImages(400, 2, SIDE);
        try (Scope s = Scope.open();
                LatentStore store = store(images, new FirstLatent.Vae(0.5, 1), new Moments())) {
            StoredExamples examples = new StoredExamples(store);
            examples.require(latents);
            Batch one = new Batch(new float[0], 400, 0, 0, new int[400], new int[400]);
            Tensor seen = examples.seen(one); // of one image, 400 times
            assertThat(Shapes.of(seen)).containsExactly(400, 4, 1, 1);
            assertThat(seen.std().item_double()).isBetween(0.9, 1.1); // 2 times 0.5
        }
    }

    @Test
    void brokenOffAndResumedItEndsAsAnUnbrokenRun() {
        try (LatentStore store = pixels(24)) {
            assertThat(train(store, "whole", Progress.SILENT)).isEqualTo(Outcome.FINISHED);
            assertThatThrownBy(() -> train(store, "broken", POWER_CUT)).hasMessage("power cut");
            assertThat(train(store, "broken", Progress.SILENT)).isEqualTo(Outcome.FINISHED);
        }
        for (String name : List.of("metrics.jsonl", "model.safetensors", "ema.safetensors")) {
            assertThat(folder.resolve("broken").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
        try (DiffusionFile file = DiffusionFile.open(folder.resolve("whole"))) {
            assertThat(file.recipe()).isEqualTo(RECIPE);
        }
    }

    @Test
    void aRunGoesOnWithItsOwnLatentsOnly() {
        try (LatentStore store = pixels(24);
                LatentStore others = pixels(25)) { // as many batches of 8
            assertThatThrownBy(() -> train(store, "run", POWER_CUT)).hasMessage("power cut");
            assertThatThrownBy(() -> train(others, "run", Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not those that");
        }
    }

    @Test
    void latentsThatDoNotFitAreRefused() {
        try (LatentStore store = pixels(24)) {
            refused(
                    store,
                    DiffusionRecipe.tiny(),
                    "holds latents of 3 x 8 x 8, and the model takes 3 x 32 x 32");
            refused(
                    store,
                    DiffusionRecipe.latents(),
                    "holds pixels, and the model works on autoencoder latents times 0.18215");
        }
        ToyImages images = new ToyImages(12, 2, SIDE);
        try (LatentStore store = store(images, new FirstLatent.Vae(0.5, 1), new Moments())) {
            refused(
                    store,
                    DiffusionRecipe.latents(),
                    "times 0.5, and the model works on autoencoder latents times 0.18215");
        }
    }

    private static void refused(LatentStore store, DiffusionRecipe recipe, String words) {
        assertThatThrownBy(() -> new StoredExamples(store).require(recipe))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words);
    }
}
