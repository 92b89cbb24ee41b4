package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.MemoryImages;
import org.symbiosis.data.Picture;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.SavedModel;
import org.symbiosis.train.Trainer;

class GanTrainingTest {
    private static final ImageSource IMAGES = new MemoryImages(40, 32);

    @TempDir Path folder;

    /** Hears messages and counts native handles. */
    private static final class Listener implements Progress {
        private final List<String> messages = new ArrayList<>();
        private final List<Long> handles = new ArrayList<>();

        @Override
        public void message(String line) {
            messages.add(line);
        }

        @Override
        public void step(long done, String note, double imagesPerSecond) {
            handles.add(Pointer.totalCount());
        }
    }

    private static Trainer.Outcome train(Path path, GanRecipe recipe, Progress progress) {
        return train(path, recipe, IMAGES, progress);
    }

    private static Trainer.Outcome train(
            Path path, GanRecipe recipe, ImageSource images, Progress progress) {
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            return GanTraining.run(recipe, images, OnCorrupt.FAIL, run, progress);
        }
    }

    @Test
    void aRunTakenUpAgainEqualsAnUnbrokenOne() throws Exception {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        GanRecipe recipe = TinyGan.recipe(2);
        train(whole, recipe, Progress.SILENT);
        train(broken, recipe, Progress.SILENT);
        Path checkpoints = broken.resolve("checkpoints");
        Files.delete(checkpoints.resolve("step-00000010.safetensors"));
        Files.delete(broken.resolve("model.safetensors"));
        assertThat(SavedModel.checkpoints(broken)).hasSize(1);
        train(broken, recipe, Progress.SILENT);
        for (String name : List.of("model.safetensors", "metrics.jsonl")) {
            assertThat(broken.resolve(name))
                    .hasBinaryContent(Files.readAllBytes(whole.resolve(name)));
        }
        String last = "checkpoints/step-00000010.safetensors";
        assertThat(broken.resolve(last)).hasBinaryContent(Files.readAllBytes(whole.resolve(last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "hinge", "coarse", "spectral"})
    void threadsShareAMoveWithoutChangingIt(String game) {
        GanConfig images = TinyGan.images();
        GanConfig played =
                switch (game) {
                    case "hinge" -> images.hinge();
                    case "coarse" -> images.coarseOnly();
                    case "spectral" -> images.spectralNorm();
                    default -> images;
                };
        GanRecipe recipe = TinyGan.recipe(1).withModel(played);
        List<Double> alone = lossesAndSlopes(recipe.withTrain(recipe.train().withWorkers(1)));
        List<Double> three = lossesAndSlopes(recipe.withTrain(recipe.train().withWorkers(3)));
        for (int i = 0; i < alone.size(); i++) {
            double size = Math.max(1, Math.abs(alone.get(i)));
            assertThat(three.get(i)).isCloseTo(alone.get(i), within(1e-4 * size));
        }
    }

    /** Of both players on seven images, their weights held still: Adam would magnify rounding. */
    private static List<Double> lossesAndSlopes(GanRecipe recipe) {
        List<Double> all = new ArrayList<>();
        try (Scope s = Scope.open();
                GanModel model = GanTraining.untrained(recipe);
                GanStep step = new GanStep(model, recipe)) {
            int noise = recipe.model().generator().noise();
            GanDraw draw =
                    new GanDraw(
                            rand(7, 3, 32, 32),
                            null,
                            randn(7, noise),
                            randn(7, noise),
                            randn(14, recipe.model().discriminator().embedding()));
            GanStep.Moves moves = step.move(draw, 0);
            all.add(moves.discriminator().total().item_double());
            all.add(moves.generator().total().item_double());
            for (Layer player : List.of(model.discriminator(), model.generator())) {
                player.parameters().values().forEach(p -> all.add(p.grad().norm().item_double()));
            }
        }
        return all;
    }

    @Test
    void theModelOpensAgainAndMakesFeaturesAndImages() {
        Path path = folder.resolve("run");
        train(path, TinyGan.recipe(1), Progress.SILENT);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                GanFile file = GanFile.open(path)) {
            Seed.set(1);
            Generator generator = file.model().momentGenerator();
            Tensor images = generator.forward(generator.noise(3));
            assertThat(images.sizes().vec().get()).containsExactly(3, 3, 32, 32);
            assertThat(images.abs().max().item_double()).isLessThanOrEqualTo(1);
            Tensor features = file.model().momentDiscriminator().features(images);
            assertThat(features.sizes().vec().get()).containsExactly(3, 4);
        }
    }

    @Test
    void theLogHoldsWhatTellsHowTheGameGoes() throws Exception {
        Path path = folder.resolve("run");
        train(path, TinyGan.recipe(1), Progress.SILENT);
        assertThat(Files.readAllLines(path.resolve("metrics.jsonl")).get(0))
                .contains("\"loss\":", "\"g_loss\":", "\"h_real\":", "\"h_fake\":")
                .contains("\"similarity_real\":", "\"sigma\":", "\"embed_norm\":")
                .contains("\"effective_rank\":", "\"d_grad_max\":", "\"pool_age\":1.0");
        assertThat(path.resolve("samples")).isDirectoryContaining("glob:**step-00000003.png");
        assertThat(path.resolve("samples")).isDirectoryContaining("glob:**real.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coarse", "bhattacharyya", "hinge", "spectral", "ceiling"})
    void everyAblationTrains(String which) throws Exception {
        GanConfig c = TinyGan.images();
        GanConfig game =
                switch (which) {
                    case "coarse" -> c.coarseOnly();
                    case "bhattacharyya" -> c.bhattacharyya();
                    case "hinge" -> c.hinge();
                    case "spectral" -> c.spectralNorm();
                    default ->
                            c.withSmoothness(
                                    c.smoothness().withHinge(Smoothness.NormHinge.CEILING));
                };
        Path path = folder.resolve(which);
        assertThat(train(path, TinyGan.recipe(1).withModel(game), Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
        assertThat(Files.readAllLines(path.resolve("metrics.jsonl"))).hasSize(5);
    }

    @Test
    void classesOfTheImagesAreProbedAndOneClassIsNot() throws Exception {
        train(folder.resolve("labelled"), TinyGan.recipe(1), IMAGES, Progress.SILENT);
        assertThat(Files.readString(folder.resolve("labelled/metrics.jsonl")))
                .contains("probe_accuracy");
        ImageSource single =
                new MemoryImages(30, 32) {
                    @Override
                    public int label(int i) {
                        return 0;
                    }

                    @Override
                    public List<String> classes() {
                        return List.of("all");
                    }
                };
        assertThat(train(folder.resolve("single"), TinyGan.recipe(1), single, Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
        assertThat(Files.readString(folder.resolve("single/metrics.jsonl")))
                .doesNotContain("probe");
    }

    @Test
    void theBankStaysSmallerThanTheSet() {
        Listener listener = new Listener();
        train(folder.resolve("run"), TinyGan.recipe(1), new MemoryImages(16, 32), listener);
        assertThat(listener.messages)
                .contains(
                        "note: the memory bank holds 15 embeddings instead of 20, fewer than there"
                                + " are images");
    }

    @Test
    void tooFewImagesAreRefused() {
        assertThatThrownBy(
                        () ->
                                train(
                                        folder.resolve("few"),
                                        TinyGan.recipe(1),
                                        new MemoryImages(5, 32),
                                        Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds 5 images, too few for a batch of 8 and a memory bank")
                .hasMessageContaining("--set train.batch=4");
        GanRecipe mended = Configs.withOverrides(TinyGan.recipe(1), List.of("train.batch=4"));
        ImageSource few = new MemoryImages(5, 32);
        assertThat(train(folder.resolve("mended"), mended, few, Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
    }

    @Test
    void neighboursThatTheSetHasNotAreRefusedWithANumberThatWorks() {
        GanRecipe many =
                Configs.withOverrides(
                        TinyGan.recipe(1), List.of("model.cluster.neighbours=18", "train.batch=2"));
        ImageSource few = new MemoryImages(16, 32);
        assertThatThrownBy(() -> train(folder.resolve("few"), many, few, Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("give more images, or --set model.cluster.neighbours=15");
        GanRecipe mended =
                Configs.withOverrides(
                        many, List.of("model.cluster.neighbours=15", "train.epochs=.2"));
        assertThat(train(folder.resolve("mended"), mended, few, Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
    }

    @Test
    void imagesOfAnotherSizeThanTheNetworksAreRefused() {
        assertThatThrownBy(
                        () ->
                                Configs.withOverrides(
                                        GanRecipe.tiny(),
                                        List.of("model.generator.big-gan-deep.size=64")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("prepared to 32 x 32 pixels, but the model's are 64 x 64");
    }

    @Test
    void aCollapseFromTheBeginningHasNoGoodCheckpoint() {
        GanRecipe still =
                Configs.withOverrides(
                        TinyGan.recipe(30),
                        List.of("train.checkpointEvery=5", "train.keepCheckpoints=100"));
        ImageSource alike = // one picture over and over: its embeddings are all the same
                new MemoryImages(40, 32) {
                    @Override
                    public Picture read(int i) throws IOException {
                        return super.read(0);
                    }
                };
        GanRecipe plain =
                new GanRecipe(
                        still.model(),
                        still.train(),
                        still.generatorOptimizer(),
                        still.probe(),
                        0,
                        still.evaluation(),
                        still.evaluation());
        Path path = folder.resolve("alike");
        assertThatThrownBy(() -> train(path, plain, alike, Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("training diverged at step 100 (collapsed: ")
                .hasMessageNotContaining("last good checkpoint");
        assertThat(SavedModel.checkpoints(path)).hasSize(19);
    }

    @Test
    void divergenceStopsAndKeepsTheLastGoodCheckpoint() {
        GanRecipe calm =
                Configs.withOverrides(TinyGan.recipe(5), List.of("train.checkpointEvery=1"));
        LearningRate rising =
                new LearningRate.WarmupCosine(1e12, LearningRate.Scaling.NONE, 1, 0); // 0 at first
        GanRecipe wild = calm.withTrain(calm.train().withLearningRate(rising));
        Path path = folder.resolve("wild");
        assertThatThrownBy(() -> train(path, wild, Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageMatching(
                        "training diverged at step [23] \\(the loss of the (discriminator|generator) is"
                                + " .*: the last good checkpoint is step-0000000[12].safetensors; try a"
                                + " smaller learning rate, .*");
        Path last = SavedModel.checkpoints(path).get(0);
        try (GanFile file = GanFile.open(last)) {
            file.model()
                    .parameters()
                    .forEach((n, p) -> assertThat(p.norm().item_double()).as(n).isFinite());
        }
    }

    @Test
    void nativeMemoryStaysFlat() {
        Listener listener = new Listener();
        train(folder.resolve("run"), TinyGan.recipe(5), listener);
        List<Long> handles = listener.handles;
        assertThat(handles).hasSize(25);
        assertThat(handles.get(24)).isLessThanOrEqualTo(handles.get(9));
    }
}
