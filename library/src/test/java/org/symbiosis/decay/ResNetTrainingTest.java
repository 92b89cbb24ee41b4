package org.symbiosis.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symbiosis.data.LoaderConfig.OnCorrupt.SKIP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.SavedModel;
import org.symbiosis.train.Trainer;

class ResNetTrainingTest {
    private static final ToyImages IMAGES = new ToyImages(48, 3, 8);

    @TempDir private Path folder;

    private static ResNetRecipe recipe() {
        ResNetConfig model =
                new ResNetConfig(
                        ResNetConfig.Stem.SMALL_PICTURES,
                        List.of(1, 1),
                        4,
                        3,
                        new Shortcut.LinearDecay(0.7));
        ResNetRecipe tiny = ResNetRecipe.tiny(3);
        Preparation plain = Preparation.evaluation(8, Normalisation.HALF);
        return new ResNetRecipe(
                model,
                tiny.train().withEpochs(4).withBatch(16).withCheckpointEvery(4),
                Preparation.small(8, Normalisation.HALF),
                plain);
    }

    private Path train(String name, ResNetRecipe recipe) {
        Path path = folder.resolve(name);
        try (RunDirectory run = RunDirectory.create(path)) {
            assertThat(ResNetTraining.run(recipe, IMAGES, SKIP, run, Progress.SILENT))
                    .isEqualTo(Trainer.Outcome.FINISHED);
        }
        return path;
    }

    @Test
    void stepsLowerTheLossOfABatch() {
        ResNetRecipe recipe = recipe();
        LoaderConfig once = LoaderConfig.evaluation(48);
        try (Scope s = Scope.open();
                ResNet model = ResNetTraining.untrained(recipe);
                Loader loader =
                        new Loader(IMAGES, recipe.evaluation(), once, Batches.Position.START)) {
            ResNetMethod method = new ResNetMethod(model);
            Batch batch = loader.next();
            List<Double> losses = new ArrayList<>();
            try (Optimizer sgd = recipe.train().optimizer().create(method.groups(5e-4))) {
                for (int step = 0; step < 30; step++) {
                    try (Scope inner = Scope.open()) {
                        sgd.zeroGradients();
                        var loss = method.loss(method.draw(batch)).value();
                        loss.backward();
                        sgd.step(0.05);
                        losses.add(loss.item_double());
                    }
                }
            }
            assertThat(losses.get(29)).isLessThan(losses.get(0) / 2);
        }
    }

    @Test
    void aTrainedModelTellsClassesApartAndCanBeOpenedAgain() {
        Path run = train("run", recipe().withEpochs(12));
        try (ResNetFile file = ResNetFile.open(run)) {
            assertThat(file.recipe()).isEqualTo(recipe().withEpochs(12));
            assertThat(file.model().isTraining()).isFalse();
            ResNetAccuracy accuracy =
                    ResNetAccuracy.of(
                            file.model(), file.recipe().evaluation(), IMAGES, Progress.SILENT);
            assertThat(accuracy.images()).isEqualTo(48);
            assertThat(accuracy.percent()).isGreaterThan(90);
            try (ResNet untrained = ResNetTraining.untrained(file.recipe())) {
                assertThat(
                                ResNetAccuracy.of(
                                                untrained,
                                                file.recipe().evaluation(),
                                                IMAGES,
                                                Progress.SILENT)
                                        .percent())
                        .isLessThan(70);
            }
        }
    }

    @Test
    void aResumedTrainingEqualsAnUnbrokenOneWithItsRunningStatistics() throws IOException {
        Path whole = train("whole", recipe());
        List<Path> checkpoints = SavedModel.checkpoints(whole);
        assertThat(checkpoints).hasSize(2); // of steps 8 and 12
        Path broken = folder.resolve("broken");
        Files.createDirectories(broken.resolve("checkpoints"));
        Path first = checkpoints.get(0);
        Files.copy(first, broken.resolve("checkpoints").resolve(first.getFileName()));
        try (RunDirectory run = RunDirectory.resume(broken)) {
            ResNetTraining.run(recipe(), IMAGES, SKIP, run, Progress.SILENT);
        }
        assertThat(broken.resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    }

    @Test
    void checkpointsShowTheNetworkInTheCourseOfItsTraining() {
        Path run = train("course", recipe());
        List<Path> checkpoints = SavedModel.checkpoints(run);
        try (Scope s = Scope.open();
                ResNetFile early = ResNetFile.open(checkpoints.get(0));
                ResNetFile late = ResNetFile.open(checkpoints.get(1));
                ResNetFile end = ResNetFile.open(run)) {
            assertThat(batches(early.model())).isEqualTo(8);
            assertThat(batches(late.model())).isEqualTo(12);
            late.model()
                    .state()
                    .forEach((n, t) -> assertThat(t.equal(end.model().state().get(n))).isTrue());
        }
    }

    private static long batches(ResNet net) {
        return Plain.longs(net.state().get("bn1.num_batches_tracked"))[0];
    }

    @Test
    void theShareOfRightAnswersIsLoggedWithTheLoss() throws IOException {
        Path run = train("logged", recipe());
        assertThat(Files.readString(run.resolve("metrics.jsonl"))).contains("\"accuracy\":");
    }

    @Test
    void allParametersDecayAndABatchStaysWhole() {
        try (ResNet model = ResNetTraining.untrained(recipe())) {
            ResNetMethod method = new ResNetMethod(model);
            assertThat(method.isSplittable()).isFalse();
            assertThat(method.groups(5e-4)).hasSize(1);
            assertThat(method.groups(5e-4).get(0).parameters()).isEqualTo(model.parameters());
            assertThat(method.groups(5e-4).get(0).weightDecay()).isEqualTo(5e-4);
            try (ResNet copy = method.replica().model();
                    NoGradGuard g = new NoGradGuard()) {
                copy.parameters().get("fc.bias").fill_(new org.bytedeco.pytorch.Scalar(3));
                assertThat(Plain.floats(model.parameters().get("fc.bias"))).containsOnly(3);
            }
        }
    }

    @Test
    void imagesWithoutClassOrOfTooManyClassesAreRefused() {
        try (RunDirectory run = RunDirectory.create(folder.resolve("refused"))) {
            ToyImages without = new ToyImages(4, 0, 8);
            assertThatThrownBy(
                            () -> ResNetTraining.run(recipe(), without, SKIP, run, Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("toy-0.png");
            ToyImages many = new ToyImages(20, 5, 8);
            assertThatThrownBy(() -> ResNetTraining.run(recipe(), many, SKIP, run, Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("model.classes to 5");
        }
    }

    @Test
    void filesOfAnotherKindAreRefused() {
        Path file = folder.resolve("mae.safetensors");
        assertThatThrownBy(() -> ResNetFile.open(folder)).hasMessageContaining("no finished model");
        assertThatThrownBy(() -> SavedModel.checkpoints(folder)).isInstanceOf(UserError.class);
        try (Scope s = Scope.open()) {
            var tensors = Map.of("x", Plain.tensor(new float[1], 1));
            var notes = Map.of("format", "symbiosis-model", "version", "1", "kind", "mae");
            Safetensors.write(file, tensors, notes);
            assertThatThrownBy(() -> ResNetFile.open(file)).hasMessageContaining("kind 'mae'");
            Safetensors.write(file, tensors, Map.of());
            assertThatThrownBy(() -> ResNetFile.open(file))
                    .hasMessageContaining("no model of ours");
        }
    }

    @Test
    void recipesGoThroughTheirFilesUnchanged() {
        for (ResNetRecipe r :
                List.of(
                        ResNetRecipe.resnet18(100),
                        ResNetRecipe.cifar(10).withShortcut(new Shortcut.CosineDecay(0.5)),
                        ResNetRecipe.tiny(2).withModel(ResNetConfig.tiny(2).withDepth(12)))) {
            assertThat(Configs.fromJson(Configs.json(r), ResNetRecipe.class)).isEqualTo(r);
        }
    }
}
