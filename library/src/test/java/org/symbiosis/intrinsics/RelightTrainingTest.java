package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.lit.JointCrop;
import org.symbiosis.data.lit.MemoryScenes;
import org.symbiosis.eval.intrinsic.Correction;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.SavedModel;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.Trainer;

class RelightTrainingTest {
    private static final MemoryScenes SCENES = new MemoryScenes(6, 4, 20);
    private static final MemoryScenes UNSEEN = new MemoryScenes(8, 4, 20);

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
                model, RelightConfig.USUAL, train, new JointCrop(16, 0.5, 1, 0.5), 18, 0);
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
    void sheetsShowTheSameScenesAndChangeNothing() throws IOException {
        RelightRecipe plain = recipe().withEpochs(1);
        train("without", plain, Progress.SILENT);
        train("with", Configs.withOverrides(plain, List.of("sheetEvery=2")), Progress.SILENT);
        try (Scope s = Scope.open();
                RelightFile without = RelightFile.open(folder.resolve("without"));
                RelightFile with = RelightFile.open(folder.resolve("with"))) {
            Map<String, Tensor> same = without.model().state();
            with.model()
                    .state()
                    .forEach(
                            (name, t) ->
                                    assertThat(Plain.floats(t))
                                            .as(name)
                                            .isEqualTo(Plain.floats(same.get(name))));
        }
        Path sheets = folder.resolve("with/samples");
        BufferedImage sheet = ImageIO.read(sheets.resolve("step-00000004.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(7 * 16);
        assertThat(sheet.getHeight()).isEqualTo(6 * 16);
        BufferedImage before = ImageIO.read(sheets.resolve("step-00000002.png").toFile());
        assertThat(column(sheet, 0)).as("source").isEqualTo(column(before, 0));
        assertThat(column(sheet, 4)).as("relit").isNotEqualTo(column(before, 4));
        assertThat(folder.resolve("without/samples")).doesNotExist();
    }

    private static int[] column(BufferedImage sheet, int i) {
        return sheet.getRGB(16 * i, 0, 16, sheet.getHeight(), null, 0, 16);
    }

    @Test
    void notesFromBeforeAKeyReadAsTheyDid() {
        RelightRecipe recipe = recipe();
        String noted = Configs.json(recipe).replace(",\"lambdaSquare\":0.2", "");
        assertThat(noted).doesNotContain("lambdaSquare").doesNotContain("sheetEvery");
        assertThat(Configs.fromJson(noted, RelightRecipe.class)).isEqualTo(recipe);
    }

    @Test
    void aCheckpointHoldsTheMeanToo() {
        train("looked-at", recipe().withEpochs(1), Progress.SILENT);
        Path run = folder.resolve("looked-at");
        Path checkpoint = SavedModel.checkpoints(run).get(0);
        try (Scope s = Scope.open();
                RelightFile last = RelightFile.open(checkpoint, RelightFile.Weights.LAST);
                RelightFile mean = RelightFile.open(checkpoint, RelightFile.Weights.MEAN)) {
            String name = "final.2.weight";
            assertThat(Plain.floats(mean.model().state().get(name)))
                    .isNotEqualTo(Plain.floats(last.model().state().get(name)));
        }
    }

    @Test
    void theErrorFallsAndTheModelOpensAgain() {
        RelightRecipe longer =
                recipe().withModel(LatentIntrinsicsTest.small())
                        .withRelight(RelightConfig.USUAL.withNoise(Noise.NONE))
                        .withEpochs(10);
        train("run", longer, Progress.SILENT);
        try (LatentIntrinsics first = RelightTraining.untrained(longer);
                RelightFile last = RelightFile.open(folder.resolve("run"));
                RelightFile mean =
                        RelightFile.open(folder.resolve("run"), RelightFile.Weights.MEAN)) {
            assertThat(last.recipe()).isEqualTo(longer);
            RelightPairs pairs = RelightPairs.draw(UNSEEN, 1, 0);
            RelightEvaluation.Result before = relit(first, pairs);
            RelightEvaluation.Result after = relit(mean.model(), pairs);
            double error = after.whole().relit().rmse(Correction.RAW).value();
            assertThat(error).isLessThan(0.8 * before.whole().relit().rmse(Correction.RAW).value());
            assertThat(after.whole().input().rmse(Correction.RAW).value()).isBetween(0.1, 0.6);
        }
    }

    private static RelightEvaluation.Result relit(LatentIntrinsics model, RelightPairs pairs) {
        model.eval();
        return new RelightEvaluation(model, UNSEEN).run(pairs, Progress.SILENT);
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
                                        RelightConfig.USUAL
                                                .withAgreement(Agreement.LENGTH)
                                                .withTerms(new RelightTerms.Both())
                                                .withNoise(Noise.NONE)))) {
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
