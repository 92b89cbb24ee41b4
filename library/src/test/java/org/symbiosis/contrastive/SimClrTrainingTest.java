package org.symbiosis.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.BackboneConfig;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.DiscriminatorConfig;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

class SimClrTrainingTest {
    @TempDir private Path folder;

    private static SimClrRecipe small(Views views, double epochs) {
        DiscriminatorConfig network = DiscriminatorConfig.of(BackboneConfig.Residual.cifar(4), 8);
        SimClrRecipe recipe = SimClrRecipe.tiny();
        return recipe.withModel(new SimClrConfig(network, 0.5)).withViews(views).withEpochs(epochs);
    }

    private Path train(String name, SimClrRecipe recipe) {
        try (RunDirectory run = RunDirectory.create(folder.resolve(name))) {
            Trainer.Outcome outcome =
                    SimClrTraining.run(
                            recipe, new ToyImages(64, 4, 32), OnCorrupt.FAIL, run, Progress.SILENT);
            assertThat(outcome).isEqualTo(Trainer.Outcome.FINISHED);
            return run.path();
        }
    }

    private static List<Double> losses(Path run) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            losses.add(new ObjectMapper().readTree(line).path("loss").asDouble());
        }
        return losses;
    }

    @Test
    void theLossFallsBelowGuessingAndTheModelOpens() throws IOException {
        Path run = train("run", small(Views.SIMCLR, 20));
        List<Double> losses = losses(run);
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0)).isPositive();
        try (Scope s = Scope.open();
                SimClrFile file = SimClrFile.open(run)) {
            assertThat(file.recipe().views()).isEqualTo(Views.SIMCLR);
            Tensor features = file.model().features(torch.zeros(2, 3, 32, 32));
            assertThat(features.size(1)).isEqualTo(32);
        }
    }

    @Test
    void threadsAndHalfPrecisionBeginWithTheSameLoss() throws IOException {
        SimClrRecipe recipe = small(Views.SIMCLR, 1);
        double alone = losses(train("alone", with(recipe, "train.workers=1"))).get(0);
        double three = losses(train("three", with(recipe, "train.workers=3"))).get(0);
        double half = losses(train("half", with(recipe, "train.precision=BF16"))).get(0);
        assertThat(three).isCloseTo(alone, within(1e-4));
        assertThat(half).isCloseTo(alone, within(0.02));
    }

    private static SimClrRecipe with(SimClrRecipe recipe, String change) {
        return Configs.withOverrides(recipe, List.of(change, "train.logEvery=1"));
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Path one = train("one", small(Views.FLIP_AND_CROP, 2));
        Path other = train("other", small(Views.FLIP_AND_CROP, 2));
        assertThat(other.resolve("model.safetensors"))
                .hasSameBinaryContentAs(one.resolve("model.safetensors"));
        Path third = train("third", small(Views.FLIP_AND_CROP, 2).withSeed(9));
        try (Scope s = Scope.open();
                SimClrFile a = SimClrFile.open(one);
                SimClrFile b = SimClrFile.open(third)) {
            Tensor image = torch.ones(1, 3, 32, 32);
            assertThat(Plain.floats(a.model().features(image)))
                    .isNotEqualTo(Plain.floats(b.model().features(image)));
        }
    }

    @Test
    void recipesSurviveAsJsonAndHaveTheDiscriminatorsSize() {
        for (SimClrRecipe recipe :
                List.of(SimClrRecipe.tiny(), SimClrRecipe.cifar(), SimClrRecipe.imagenet10())) {
            assertThat(Configs.fromJson(Configs.json(recipe), SimClrRecipe.class))
                    .isEqualTo(recipe);
        }
        try (Scope s = Scope.open();
                Discriminator network = SimClrTraining.untrained(SimClrRecipe.cifar())) {
            assertThat(network.parameterCount()).isEqualTo(11_498_314 - 10 * 513);
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        SimClrRecipe recipe = SimClrRecipe.tiny();
        assertThatThrownBy(() -> new SimClrConfig(DiscriminatorConfig.cifar(), 0))
                .hasMessageContaining("temperature");
        assertThatThrownBy(() -> new SimClrConfig(DiscriminatorConfig.cifar().withClasses(10), 0.5))
                .hasMessageContaining("classes");
        assertThatThrownBy(
                        () ->
                                new SimClrRecipe(
                                        recipe.model(),
                                        recipe.train(),
                                        Views.NONE,
                                        recipe.evaluation(),
                                        recipe.evaluation()))
                .hasMessageContaining("normalisation");
        try (RunDirectory run = RunDirectory.create(folder.resolve("lonely"))) {
            assertThatThrownBy(
                            () ->
                                    SimClrTraining.run(
                                            recipe,
                                            new ToyImages(1, 1, 32),
                                            OnCorrupt.FAIL,
                                            run,
                                            Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("give more");
        }
    }
}
