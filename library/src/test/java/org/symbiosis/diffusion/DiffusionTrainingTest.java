package org.symbiosis.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Planes;
import org.symbiosis.diffusion.DiffusionFile.Weights;
import org.symbiosis.train.Progress;
import org.symbiosis.train.SavedModel;

/** From pictures to a model, and back to pictures. */
class DiffusionTrainingTest {
    private static final int[] BOTH = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};

    @TempDir private static Path folder;
    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        SmallDiffusion.run(run, SmallDiffusion.recipe(160, 2), Progress.SILENT);
    }

    @Test
    void theLossFalls() throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            losses.add(new ObjectMapper().readTree(line).get("loss").asDouble());
        }
        int n = losses.size();
        assertThat(mean(losses.subList(n - 20, n))).isLessThan(0.5 * mean(losses.subList(0, 10)));
    }

    @Test
    void theLossIsAlsoLoggedByNoise() throws IOException {
        String[] names = {"loss_little_noise", "loss_some_noise", "loss_much_noise"};
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            JsonNode logged = new ObjectMapper().readTree(line);
            double sum = 0;
            for (String name : names) {
                sum += logged.get(name).asDouble();
            }
            assertThat(sum / 3).isCloseTo(logged.get("loss").asDouble(), within(1e-4));
        }
    }

    @Test
    void aClassAskedForIsTheClassDrawn() {
        try (DiffusionFile file = DiffusionFile.open(run)) {
            List<Planes> images = sampling(file, 1).images(0, BOTH);
            for (int i = 0; i < images.size(); i++) {
                double light = mean(images.get(i).values());
                assertThat(light > 0.5)
                        .as("picture %d, light %.2f", i, light)
                        .isEqualTo(i % 2 == 1);
            }
        }
    }

    @Test
    void aPictureIsTheSameWhateverIsDrawnWithIt() {
        try (DiffusionFile file = DiffusionFile.open(run)) {
            List<Planes> whole = sampling(file, 0.5).images(0, BOTH);
            List<Planes> some = sampling(file, 0.5).images(3, new int[] {1, 0, 1});
            List<Planes> last = sampling(file, 0.5).images(9, new int[] {1});
            for (int i = 0; i < some.size(); i++) {
                assertThat(some.get(i).values()).isEqualTo(whole.get(3 + i).values());
            }
            assertThat(last.get(0).values()).isEqualTo(whole.get(9).values());
        }
    }

    @Test
    void noGuidanceIsThePathWithoutTheEmptyBranch() {
        try (DiffusionFile file = DiffusionFile.open(run)) {
            List<Planes> none = sampling(file, 0).images(0, BOTH);
            List<Planes> some = sampling(file, 2).images(0, BOTH);
            assertThat(bytes(some.get(0))).isNotEqualTo(bytes(none.get(0)));
        }
    }

    @Test
    void brokenOffAndResumedItEndsAsAnUnbrokenRun() {
        DiffusionRecipe recipe = SmallDiffusion.recipe(6, 2);
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        SmallDiffusion.run(whole, recipe, Progress.SILENT);
        Progress powerCut =
                new Progress() {
                    @Override
                    public void step(long done, String note, double imagesPerSecond) {
                        if (done == 13) {
                            throw new IllegalStateException("power cut");
                        }
                    }
                };
        assertThatThrownBy(() -> SmallDiffusion.run(broken, recipe, powerCut))
                .hasMessage("power cut");
        assertThat(broken.resolve("model.safetensors")).doesNotExist();
        SmallDiffusion.run(broken, recipe, Progress.SILENT);
        for (String name : List.of("metrics.jsonl", "model.safetensors", "ema.safetensors")) {
            assertThat(broken.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    void runsCheckpointsAndFilesOpen() {
        try (DiffusionFile mean = DiffusionFile.open(run);
                DiffusionFile last = DiffusionFile.open(run, Weights.LAST);
                DiffusionFile checkpoint = DiffusionFile.open(SavedModel.checkpoints(run).get(1))) {
            assertThat(mean.weights()).isEqualTo(Weights.MEAN);
            assertThat(last.weights()).isEqualTo(Weights.LAST);
            assertThat(checkpoint.weights()).isEqualTo(Weights.MEAN);
            assertThat(mean.recipe()).isEqualTo(SmallDiffusion.recipe(160, 2));
            Planes ofCheckpoint = sampling(checkpoint, 0).images(0, 1).get(0);
            assertThat(bytes(ofCheckpoint)).isEqualTo(bytes(sampling(mean, 0).images(0, 1).get(0)));
            assertThat(bytes(ofCheckpoint))
                    .isNotEqualTo(bytes(sampling(last, 0).images(0, 1).get(0)));
        }
    }

    @Test
    void refusesOtherClassesThanTheModelIsTold() {
        assertThatThrownBy(
                        () ->
                                SmallDiffusion.run(
                                        folder.resolve("five"),
                                        SmallDiffusion.recipe(1, 5),
                                        Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("told one of 5 classes, and lights has 2")
                .hasMessageContaining("--classes 2");
    }

    @Test
    void refusesGuidanceWithoutClasses() {
        Path plain = folder.resolve("plain");
        SmallDiffusion.run(plain, SmallDiffusion.recipe(1, 0), Progress.SILENT);
        try (DiffusionFile file = DiffusionFile.open(plain)) {
            assertThat(sampling(file, 0).images(0, 3)).hasSize(3);
            assertThatThrownBy(() -> sampling(file, 1))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("knows no classes to be guided by");
        }
    }

    @Test
    void refusesGuidanceOfAModelThatNeverWentWithoutAClass() {
        DiffusionRecipe recipe =
                Configs.withOverrides(SmallDiffusion.recipe(1, 2), List.of("labelDrop=0"));
        try (DiffusionFile file =
                new DiffusionFile(
                        recipe,
                        DiffusionTraining.untrained(recipe),
                        Weights.LAST,
                        OptionalLong.empty())) {
            assertThatThrownBy(() -> sampling(file, 1))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("never trained without a class");
        }
    }

    private static DiffusionSampling sampling(DiffusionFile file, double guidance) {
        SamplingConfig config = new SamplingConfig(new DpmSolverFast(12), guidance, 5, 4);
        return new DiffusionSampling(file, LatentSpace.pixels(), config, Progress.SILENT);
    }

    /** As a PNG would hold them. */
    private static int[] bytes(Planes planes) {
        int[] bytes = new int[planes.values().length];
        Arrays.setAll(bytes, i -> Math.round(255 * planes.values()[i]));
        return bytes;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }
}
