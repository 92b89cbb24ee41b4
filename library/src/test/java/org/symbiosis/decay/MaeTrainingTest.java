package org.symbiosis.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.Progress;
import org.symbiosis.train.SmallTraining;
import org.symbiosis.train.Trainer;

class MaeTrainingTest {
    @TempDir Path folder;

    @Test
    void theLossFalls() throws IOException {
        MaeRecipe recipe = SmallTraining.recipe(1);
        LearningRate rate = new LearningRate.WarmupCosine(0.01, LearningRate.Scaling.NONE, 1, 0);
        List<Double> losses =
                losses(
                        recipe.withTrain(recipe.train().withEpochs(90).withLearningRate(rate)),
                        folder.resolve("run"));
        double early = losses.subList(0, 5).stream().mapToDouble(v -> v).average().orElseThrow();
        int n = losses.size();
        double late =
                losses.subList(n - 20, n).stream().mapToDouble(v -> v).average().orElseThrow();
        // Normalised pixels: predicting the mean of each patch costs 47/48.
        assertThat(early).isCloseTo(47 / 48.0, within(0.05));
        assertThat(late).isLessThan(0.75 * early);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        train("one", SmallTraining.recipe(2));
        train("other", SmallTraining.recipe(2));
        for (String name : List.of("metrics.jsonl", "model.safetensors", "ema.safetensors")) {
            assertThat(folder.resolve("other").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
        }
    }

    @Test
    void anotherSeedGivesOtherWeights() throws IOException {
        MaeRecipe recipe = SmallTraining.recipe(1);
        List<Double> one = losses(recipe, folder.resolve("one"));
        List<Double> other = losses(recipe.withSeed(6), folder.resolve("other"));
        assertThat(one.get(20)).isNotEqualTo(other.get(20));
    }

    @Test
    void theNumberOfWorkersChangesLastDigitsOnly() throws IOException {
        List<Double> one = losses(SmallTraining.recipe(1), folder.resolve("one"));
        List<Double> two = losses(SmallTraining.recipe(2), folder.resolve("two"));
        List<Double> three = losses(SmallTraining.recipe(3), folder.resolve("three"));
        assertThat(two).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(two.get(i)).as("step %d", i + 1).isCloseTo(one.get(i), within(2e-4));
            assertThat(three.get(i)).as("step %d", i + 1).isCloseTo(one.get(i), within(2e-4));
        }
    }

    @Test
    void theFinishedModelOpensAgain() {
        MaeRecipe recipe = SmallTraining.recipe(1);
        train("run", recipe);
        try (MaeFile file = MaeFile.open(folder.resolve("run"))) {
            assertThat(file.recipe()).isEqualTo(recipe);
            assertThat(file.model().isTraining()).isFalse();
        }
    }

    private List<Double> losses(MaeRecipe recipe, Path run) throws IOException {
        train(run.getFileName().toString(), recipe);
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            losses.add(new ObjectMapper().readTree(line).get("loss").asDouble());
        }
        return losses;
    }

    private void train(String name, MaeRecipe recipe) {
        assertThat(SmallTraining.run(folder.resolve(name), recipe, Progress.SILENT))
                .isEqualTo(Trainer.Outcome.FINISHED);
    }
}
