package org.symbiosis.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Batch;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.Transform.RandAugment;
import org.symbiosis.data.Transform.RandomErasing;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig.End;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.Workers;

class FineTuningTest {
    private static final int SIDE = 16;

    @TempDir Path folder;

    /** Stripes that lie or stand, at any phase, period and contrast, under noise. */
    private record Stripes(String name, int size, long seed, List<String> classes)
            implements ImageSource {
        @Override
        public String path(int i) {
            return classes.get(label(i)) + "/" + i;
        }

        @Override
        public int label(int i) {
            return i % 2;
        }

        @Override
        public Picture read(int i) {
            SplitMix random = SplitMix.of(seed, i);
            double phase = random.u(0, 6);
            double pace = random.u(0.6, 1.2);
            byte[] samples = new byte[3 * SIDE * SIDE];
            for (int p = 0; p < SIDE * SIDE; p++) {
                int along = label(i) == 0 ? p / SIDE : p % SIDE;
                double v = 128 + 80 * Math.sin(phase + pace * along) + 10 * random.gaussian();
                for (int c = 0; c < 3; c++) {
                    samples[3 * p + c] = (byte) Math.max(0, Math.min(255, (int) v));
                }
            }
            return new Picture(SIDE, SIDE, 3, samples);
        }
    }

    private static Stripes stripes(String name, int size, long seed) {
        return new Stripes(name, size, seed, List.of("lying", "standing"));
    }

    private static FineTuneConfig config(double epochs) {
        FineTuneConfig small = FineTuneConfig.small(Normalisation.HALF);
        Preparation training =
                new Preparation(
                        List.of(
                                new RandomFlip(0.5),
                                new RandAugment(3, 0.5, 1, Normalisation.HALF),
                                RandomErasing.of(0.1, Normalisation.HALF)),
                        Normalisation.HALF);
        return small.withPreparations(training, new Preparation(List.of(), Normalisation.HALF))
                .withMixing(new Mixing(0.8, 1, 0.5, 0.5))
                .withDropPath(0.1)
                .withTrain(small.train().withEpochs(epochs).withBatch(16).withWorkers(2));
    }

    private static VisionTransformer encoder() {
        Seed.set(1);
        return new VisionTransformer(
                ClassifierTest.encoder(2, new Shortcut.LinearDecay(0.6), End.NORM));
    }

    private static Batch batch(int... labels) {
        SplitMix random = SplitMix.of(9);
        float[] pixels = new float[labels.length * 3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.gaussian();
        }
        return new Batch(pixels, labels.length, SIDE, SIDE, labels, new int[labels.length]);
    }

    @Test
    void twoClassesAreLearntAndTheSavedModelTellsThemApartAsWell() {
        try (Scope s = Scope.open();
                VisionTransformer encoder = encoder();
                RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            float[] before = Plain.floats(encoder.state().get("blocks.0.mlp.fc1.weight"));
            ImageSource test = stripes("test", 60, 2);
            FineTuning.Result result =
                    FineTuning.run(
                            encoder,
                            config(15),
                            new FineTuning.Images(stripes("train", 128, 1), test, OnCorrupt.FAIL),
                            run,
                            Progress.SILENT);
            assertThat(result.outcome()).isEqualTo(Trainer.Outcome.FINISHED);
            assertThat(result.tested()).isEqualTo(60);
            assertThat(result.top1()).isGreaterThan(90);
            assertThat(Plain.floats(encoder.state().get("blocks.0.mlp.fc1.weight")))
                    .isEqualTo(before);
            try (FineTuned saved = FineTuned.open(run.path())) {
                assertThat(saved.recipe().classes()).containsExactly("lying", "standing");
                assertThat(saved.top1(test, 1, Progress.SILENT)).isEqualTo(result.top1());
                assertThat(saved.model().config().blocks().shortcut())
                        .isEqualTo(new Shortcut.LinearDecay(0.6));
            }
        }
    }

    @Test
    void aResumedTrainingEndsInTheSameWeights() throws IOException {
        FineTuneConfig config = config(2);
        config = config.withTrain(config.train().withCheckpointEvery(3));
        FineTuning.Images images =
                new FineTuning.Images(
                        stripes("train", 48, 1), stripes("test", 6, 2), OnCorrupt.FAIL);
        Path path = folder.resolve("run");
        try (Scope s = Scope.open();
                VisionTransformer encoder = encoder()) {
            try (RunDirectory run = RunDirectory.create(path)) {
                FineTuning.run(encoder, config, images, run, Progress.SILENT);
            }
            byte[] unbroken = Files.readAllBytes(path.resolve("model.safetensors"));
            Files.delete(path.resolve("model.safetensors"));
            Files.delete(path.resolve("checkpoints/step-00000006.safetensors"));
            assertThat(path.resolve("checkpoints/step-00000003.safetensors")).exists();
            try (RunDirectory run = RunDirectory.resume(path)) {
                FineTuning.run(encoder, config, images, run, Progress.SILENT);
            }
            assertThat(path.resolve("model.safetensors")).hasBinaryContent(unbroken);
        }
    }

    @Test
    void oneOrTwoWorkersGiveTheSameLossAndGradientsUpToRounding() {
        List<Double> losses = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (int workers = 1; workers <= 2; workers++) {
            Seed.set(4);
            try (Scope s = Scope.open();
                    Classifier model =
                            new Classifier(
                                    ClassifierTest.encoder(2, new Shortcut.Identity(), End.RAW),
                                    3);
                    Workers w =
                            new Workers(
                                    new FineTuneMethod(model, config(1).withDropPath(0.5)),
                                    workers,
                                    Precision.FP32)) {
                Seed.set(8);
                Draw draw =
                        new FineTuneMethod(model, config(1).withDropPath(0.5))
                                .draw(batch(0, 1, 2, 1, 0));
                losses.add(w.gradients(List.of(draw)).loss());
                gradients.add(Plain.floats(model.parameters().get("head.weight").grad()));
            }
        }
        assertThat(losses.get(1)).isEqualTo(losses.get(0), within(1e-6));
        assertThat(gradients.get(1)).containsExactly(gradients.get(0), within(1e-6f));
    }

    @Test
    void theSameGeneratorStateDrawsTheSameBatch() {
        try (Scope s = Scope.open();
                Classifier model =
                        new Classifier(
                                ClassifierTest.encoder(2, new Shortcut.Identity(), End.RAW), 3)) {
            FineTuneMethod method = new FineTuneMethod(model, config(1));
            Map<String, Tensor> drawn = new LinkedHashMap<>();
            Seed.set(2);
            drawn.putAll(method.draw(batch(0, 1, 2, 2)).tensors());
            Seed.set(2);
            method.draw(batch(0, 1, 2, 2))
                    .tensors()
                    .forEach((name, t) -> assertThat(t.equal(drawn.get(name))).as(name).isTrue());
            assertThat(method.draw(batch(0, 1, 2, 2)).get("keep").equal(drawn.get("keep")))
                    .isFalse();
        }
    }

    @Test
    void presetsAreTheTablesNumbersAndComeBackFromJson() {
        FineTuneConfig base = FineTuneConfig.vitBase();
        assertThat(base.train().effectiveBatch()).isEqualTo(1024);
        assertThat(base.train().learningRate().at(5, 100, 1024)).isEqualTo(2e-3, within(1e-12));
        assertThat(base.train().learningRate().at(100, 100, 1024)).isEqualTo(1e-6, within(1e-12));
        assertThat(FineTuneConfig.vitLarge().train().learningRate().at(50, 50, 1024))
                .isEqualTo(1e-6, within(1e-12));
        for (FineTuneConfig config :
                List.of(
                        base,
                        FineTuneConfig.vitLarge(),
                        FineTuneConfig.vitHuge(),
                        FineTuneConfig.small(Normalisation.CIFAR10))) {
            String json = Configs.json(config);
            assertThat(Configs.fromJson(json, FineTuneConfig.class)).isEqualTo(config);
        }
    }

    @Test
    void imagesWithoutClassesAndStrangeTestImagesAreRefusedInWords() {
        ImageSource train = stripes("train", 4, 1);
        ImageSource other = new Stripes("other", 4, 1, List.of("a", "b"));
        ImageSource bare = new Stripes("bare", 4, 1, List.of());
        assertThatThrownBy(() -> new FineTuning.Images(train, other, OnCorrupt.SKIP))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("train and other do not have the same classes");
        assertThatThrownBy(() -> new FineTuning.Images(bare, bare, OnCorrupt.SKIP))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bare has no classes");
        try (Scope s = Scope.open();
                Classifier model =
                        new Classifier(
                                ClassifierTest.encoder(1, new Shortcut.Identity(), End.RAW), 2)) {
            FineTuneMethod method = new FineTuneMethod(model, config(1));
            assertThatThrownBy(() -> method.draw(batch(0, -1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no class");
        }
    }

    @Test
    void whatIsNoClassifierIsRefusedInWords() {
        assertThatThrownBy(() -> FineTuned.open(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no finished model");
        assertThatThrownBy(() -> FineTuned.open(folder.resolve("nowhere.safetensors")))
                .isInstanceOf(UserError.class);
    }

    @Test
    void nonsenseIsRefused() {
        FineTuneConfig small = FineTuneConfig.small(Normalisation.NONE);
        assertThatThrownBy(() -> small.withDropPath(1)).hasMessageContaining("dropPath");
        assertThatThrownBy(
                        () ->
                                new FineTuneConfig(
                                        small.train(),
                                        0,
                                        0,
                                        small.mixing(),
                                        0,
                                        small.preparation(),
                                        small.evaluation()))
                .hasMessageContaining("layerDecay");
    }
}
