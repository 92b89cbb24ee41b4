package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.MemoryImages;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeMethod;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class TrainerTest {
    private static final Preparation PLAIN = new Preparation(List.of(), Normalisation.HALF);

    @TempDir Path folder;

    /** Learns the mean pixel: loss (w - x)^2, which turns NaN at a chosen draw. */
    private static final class MeanPixel implements Method {
        private static final class Weight extends Layer {
            private final Tensor w = parameter("w", Plain.tensor(new float[] {3}, 1));
        }

        private final Weight model = new Weight();
        private final int poisoned;
        private int draws;

        MeanPixel(int poisoned) {
            this.poisoned = poisoned;
        }

        @Override
        public Layer model() {
            return model;
        }

        @Override
        public Method replica() {
            MeanPixel copy = new MeanPixel(poisoned);
            copy.model.shareStorageOf(model);
            return copy;
        }

        @Override
        public Draw draw(Batch batch) {
            Tensor images =
                    Plain.tensor(
                            batch.pixels(), batch.size(), batch.pixels().length / batch.size());
            draws++;
            return new Draw(
                    Map.of("x", draws == poisoned ? images.mul(new Scalar(Float.NaN)) : images));
        }

        @Override
        public Loss loss(Draw rows) {
            Tensor mean = rows.get("x").mean();
            return new Loss(
                    model.w.sub(rows.get("x")).square().mean(), rows.rows(), Map.of("mean", mean));
        }
    }

    private static TrainConfig config(int batch, int accumulation, double epochs) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                new OptimizerConfig.Momentum(0, 0),
                new LearningRate.Constant(0.1, LearningRate.Scaling.NONE),
                Double.POSITIVE_INFINITY,
                0,
                Precision.FP32,
                1,
                2,
                2,
                2,
                1);
    }

    private Trainer trainer(
            Method method, TrainConfig config, RunDirectory run, Progress progress) {
        LoaderConfig loading = LoaderConfig.training(config.batch(), 1, OnCorrupt.SKIP);
        return new Trainer(
                method,
                place -> new Loader(new MemoryImages(16, 4, 3), PLAIN, loading, place),
                config,
                run,
                new ModelIdentity("mean", "{}"),
                progress);
    }

    @Test
    void aDivergedTrainingStopsAndSaysWhere() {
        MeanPixel method = new MeanPixel(6);
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            Trainer trainer = trainer(method, config(4, 1, 10), run, Progress.SILENT);
            assertThatThrownBy(trainer::run)
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "training diverged at step 6 (the loss is NaN; first gradient out of"
                                    + " range: w): the last good checkpoint is"
                                    + " step-00000004.safetensors; try a smaller learning rate");
            assertThat(Plain.floats(method.model.w)[0]).isFinite();
            assertThat(run.checkpoints()).hasSize(2);
            assertThat(run.metrics()).content().contains("\"step\":5");
        }
    }

    /** Steps that are found to have been wrong for a while. */
    private static final class Astray implements TrainingStep {
        private final TrainingStep steps;
        private final int end;
        private final int lasted;
        private int taken;

        Astray(TrainingStep steps, int end, int lasted) {
            this.steps = steps;
            this.end = end;
            this.lasted = lasted;
        }

        @Override
        public Result take(List<Batch> batches, Moment now) {
            if (++taken == end) {
                throw new Diverged("astray", "try another way", lasted);
            }
            return steps.take(batches, now);
        }

        @Override
        public Map<String, Tensor> state() {
            return steps.state();
        }

        @Override
        public void load(Function<String, Map<String, Tensor>> saved) {
            steps.load(saved);
        }

        @Override
        public Map<String, Map<String, Tensor>> finished() {
            return steps.finished();
        }

        @Override
        public void close() {
            steps.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'the last good checkpoint is step-00000006.safetensors; '",
        "3, 'the last good checkpoint is step-00000004.safetensors; '",
        "4, ''"
    })
    void aCheckpointOfAStepThatWasWrongIsNoGoodOne(int lasted, String words) {
        TrainConfig config = config(4, 1, 10); // a checkpoint every other step, two are kept
        LoaderConfig loading = LoaderConfig.training(config.batch(), 1, OnCorrupt.SKIP);
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            Trainer trainer =
                    new Trainer(
                            () -> new Astray(new GradientStep(new MeanPixel(0), config), 8, lasted),
                            place -> new Loader(new MemoryImages(16, 4, 3), PLAIN, loading, place),
                            config,
                            run,
                            new ModelIdentity("mean", "{}"),
                            Progress.SILENT);
            assertThatThrownBy(trainer::run)
                    .hasMessage(
                            "training diverged at step 8 (astray): " + words + "try another way");
        }
    }

    @Test
    void metricsHoldTheMethodsOwnNumbersAveragedOverWorkers() throws Exception {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            trainer(new MeanPixel(0), config(15, 1, 1), run, Progress.SILENT).run();
            String line = Files.readAllLines(run.metrics()).get(0);
            double sum = 0;
            for (int i = 0; i < 16; i++) {
                sum += i == 3 ? 0 : mean(i);
            }
            String logged = line.replaceAll(".*\"mean\":([-0-9.E]+).*", "$1");
            assertThat(Double.parseDouble(logged)).isEqualTo(sum / 15, within(1e-6));
            assertThat(line)
                    .startsWith("{\"step\":1,\"epoch\":1.0,\"loss\":")
                    .contains("\"lr\":0.1,\"grad_norm\":");
        }
    }

    private static double mean(int i) throws Exception {
        double sum = 0;
        for (byte b : (byte[]) new MemoryImages(16, 4).read(i).samples()) {
            sum += (b & 0xff) / 127.5 - 1;
        }
        return sum / 48;
    }

    @Test
    void twoHalvesAccumulateToAWhole() {
        List<double[]> weights = new ArrayList<>();
        for (int accumulation : new int[] {1, 2, 4}) {
            Seed.set(2);
            MaeRecipe recipe = SmallTraining.recipe(2);
            try (Scope s = Scope.open();
                    Mae model = new Mae(recipe.model().withFirstStep(MaeConfig.FirstStep.XAVIER));
                    Loader loader =
                            new Loader(
                                    new MemoryImages(8, 16),
                                    PLAIN,
                                    LoaderConfig.training(8, 3, OnCorrupt.FAIL),
                                    Position.START);
                    Workers workers = new Workers(new MaeMethod(model), 2, Precision.FP32)) {
                Draw whole = new MaeMethod(model).draw(loader.next());
                List<Draw> parts = new ArrayList<>();
                for (int i = 0; i < accumulation; i++) {
                    parts.add(whole.rows(8L * i / accumulation, 8L * (i + 1) / accumulation));
                }
                Workers.Result result = workers.gradients(parts);
                assertThat(result.loss()).isPositive();
                weights.add(
                        Plain.doubles(model.parameters().get("blocks.0.attn.qkv.weight").grad()));
            }
        }
        for (double[] other : weights) {
            assertThat(other).containsExactly(weights.get(0), within(1e-6));
        }
        assertThat(Arrays.stream(weights.get(0)).max().orElseThrow()).isGreaterThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nativeMemoryStaysFlat(int workers) {
        MaeRecipe recipe = SmallTraining.recipe(workers);
        List<Long> handles = new ArrayList<>();
        Progress counting =
                new Progress() {
                    @Override
                    public void step(long done, String note, double imagesPerSecond) {
                        handles.add(Pointer.totalCount());
                    }
                };
        SmallTraining.run(
                folder.resolve("run"), recipe.withTrain(recipe.train().withEpochs(70)), counting);
        assertThat(handles).hasSizeGreaterThan(220);
        // Handles that the collector would have to free add up; a full house of steps adds none.
        assertThat(handles.get(handles.size() - 1)).isLessThanOrEqualTo(handles.get(20));
    }

    @Test
    void aWholeTrainingGivesEverythingBack() {
        SmallTraining.run(folder.resolve("first"), SmallTraining.recipe(2), Progress.SILENT);
        long before = Pointer.totalCount();
        SmallTraining.run(folder.resolve("second"), SmallTraining.recipe(2), Progress.SILENT);
        // What is left are the constants of the two replicas' shortcuts; a model has 53 tensors.
        assertThat(Pointer.totalCount()).isLessThan(before + 20);
    }

    @Test
    void inBfloat16ItLearnsToo() throws Exception {
        MaeRecipe recipe = SmallTraining.recipe(2);
        TrainConfig t = recipe.train();
        TrainConfig bf16 =
                new TrainConfig(
                        20,
                        t.batch(),
                        t.accumulation(),
                        t.optimizer(),
                        t.learningRate(),
                        t.clipNorm(),
                        t.emaDecay(),
                        Precision.BF16,
                        t.seed(),
                        t.workers(),
                        t.checkpointEvery(),
                        t.keepCheckpoints(),
                        t.logEvery());
        Path exact = folder.resolve("exact");
        Path rounded = folder.resolve("rounded");
        SmallTraining.run(exact, recipe.withTrain(t.withEpochs(20)), Progress.SILENT);
        SmallTraining.run(rounded, recipe.withTrain(bf16), Progress.SILENT);
        List<String> a = Files.readAllLines(exact.resolve("metrics.jsonl"));
        List<String> b = Files.readAllLines(rounded.resolve("metrics.jsonl"));
        assertThat(b).hasSameSizeAs(a).isNotEqualTo(a);
        for (int i = 0; i < a.size(); i++) {
            assertThat(loss(b.get(i))).as("step %d", i).isCloseTo(loss(a.get(i)), within(0.05));
        }
    }

    private static double loss(String line) {
        return Double.parseDouble(line.replaceAll(".*\"loss\":([-0-9.E]+).*", "$1"));
    }

    @Test
    void theUserHearsOfImagesLeftOut() {
        List<String> heard = new ArrayList<>();
        Progress listening =
                new Progress() {
                    @Override
                    public void message(String line) {
                        heard.add(line);
                    }
                };
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            trainer(new MeanPixel(0), config(4, 1, 3), run, listening).run();
        }
        assertThat(heard).containsExactly("1 images could not be read and were left out");
    }

    @Test
    void aFinishedRunTakenUpAgainEndsAtOnceAndChangesNothing() throws Exception {
        Path path = folder.resolve("run");
        SmallTraining.run(path, SmallTraining.recipe(1), Progress.SILENT);
        byte[] metrics = Files.readAllBytes(path.resolve("metrics.jsonl"));
        byte[] model = Files.readAllBytes(path.resolve("model.safetensors"));
        assertThat(SmallTraining.run(path, SmallTraining.recipe(1), Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
        assertThat(path.resolve("metrics.jsonl")).hasBinaryContent(metrics);
        assertThat(path.resolve("model.safetensors")).hasBinaryContent(model);
    }
}
