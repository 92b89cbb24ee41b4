package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.lit.JointCrop;
import org.symbiosis.data.lit.MemoryScenes;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.Trainer;

class RelightTrainingTest {
    private static final MemoryScenes SCENES = new MemoryScenes(6, 4, 20);

    @TempDir Path folder;

    private static RelightRecipe recipe() {
        IntrinsicsConfig model = LatentIntrinsicsTest.small().withDropout(0.1);
        TrainConfig usual = RelightRecipe.rooms().train();
        TrainConfig train =
                usual.withBatch(4)
                        .withEpochs(2)
                        .withWorkers(2)
                        .withCheckpointEvery(3)
                        .withLearningRate(
                                new LearningRate.Constant(2e-3, LearningRate.Scaling.NONE));
        return new RelightRecipe(
                model, RelightConfig.USUAL, train, new JointCrop(16, 0.5, 1, 0.5), 18);
    }

    private Trainer.Outcome train(String name, RelightRecipe recipe, Progress progress) {
        try (RunDirectory run = RunDirectory.createOrResume(folder.resolve(name))) {
            return RelightTraining.run(recipe, SCENES, OnCorrupt.FAIL, run, progress);
        }
    }

    /** Breaks off at a step, as a crash would. */
    private record Crash(long step) implements Progress {
        @Override
        public void step(long done, String note, double imagesPerSecond) {
            if (done == step) {
                throw new IllegalStateException("crash");
            }
        }
    }

    @Test
    void aResumedTrainingEqualsAnUnbrokenOne() {
        train("through", recipe(), Progress.SILENT);
        for (long step : new long[] {4, 8}) { // before and after the noise ends
            try {
                train("broken", recipe(), new Crash(step));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("crash");
            }
        }
        assertThat(train("broken", recipe(), Progress.SILENT)).isEqualTo(Trainer.Outcome.FINISHED);
        for (String file : List.of("model.safetensors", "ema.safetensors")) {
            assertThat(folder.resolve("broken").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("through").resolve(file));
        }
    }

    @Test
    void theErrorFallsAndTheModelOpensAgain() throws IOException {
        RelightRecipe longer =
                recipe().withModel(LatentIntrinsicsTest.small())
                        .withRelight(RelightConfig.USUAL.withNoise(Noise.NONE))
                        .withEpochs(10);
        train("run", longer, Progress.SILENT);
        List<Double> errors = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
            errors.add(new ObjectMapper().readTree(line).get("mse").asDouble());
        }
        assertThat(errors.get(errors.size() - 1)).isLessThan(0.92 * errors.get(0));
        try (RelightFile last = RelightFile.open(folder.resolve("run"));
                RelightFile mean =
                        RelightFile.open(folder.resolve("run"), RelightFile.Weights.MEAN)) {
            assertThat(last.recipe()).isEqualTo(longer);
            MemoryScenes unseen = new MemoryScenes(8, 4, 20);
            RelightPairs pairs = RelightPairs.draw(unseen, 1, 0);
            RelightEvaluation.Result result =
                    new RelightEvaluation(mean.model(), unseen).run(pairs, Progress.SILENT);
            assertThat(result.input().rmse(Correction.RAW).value()).isBetween(0.1, 0.6);
            assertThat(result.relit().rmse(Correction.RAW).value()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void recipesGoThroughYamlUnchanged() {
        for (RelightRecipe recipe :
                List.of(
                        RelightRecipe.full(),
                        RelightRecipe.small(),
                        RelightRecipe.tiny(),
                        RelightRecipe.rooms(),
                        RelightRecipe.rooms()
                                .withRelight(
                                        new RelightConfig(
                                                LossWeights.USUAL,
                                                Agreement.LENGTH,
                                                new RelightTerms.Both(),
                                                Noise.NONE)))) {
            assertThat(Configs.fromJson(Configs.json(recipe), RelightRecipe.class))
                    .isEqualTo(recipe);
        }
        RelightRecipe free =
                RelightRecipe.rooms()
                        .withModel(
                                RelightRecipe.rooms()
                                        .model()
                                        .withScaling(new Scaling.Unlimited(1)));
        assertThat(Configs.fromJson(Configs.json(free), RelightRecipe.class)).isEqualTo(free);
    }
}
