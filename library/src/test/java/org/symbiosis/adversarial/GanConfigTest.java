package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

class GanConfigTest {
    private static long count(Layer network) {
        try (network) {
            return network.parameterCount();
        }
    }

    @Test
    void theNetworksAreAsLargeAsTheSpecificationSays() {
        try (Scope s = Scope.open()) {
            assertThat(count(new Discriminator(DiscriminatorConfig.cifar().withClasses(10))))
                    .isEqualTo(11_498_314);
            assertThat(count(new Discriminator(DiscriminatorConfig.imagenet10().withClasses(10))))
                    .isEqualTo(11_654_474);
            assertThat(count(new Generator(GanConfig.cifar().generator()))).isEqualTo(5_025_667);
            assertThat(count(new Generator(GanConfig.imagenet().generator())))
                    .isEqualTo(40_663_044);
        }
    }

    static Stream<GanRecipe> recipes() {
        GanRecipe cifar = GanRecipe.cifar();
        GanConfig c = cifar.model();
        return Stream.of(
                cifar,
                GanRecipe.imagenet10(),
                GanRecipe.imagenet100(),
                GanRecipe.tiny().withAugmentation(GanRecipe.Augmentation.NONE),
                GanRecipe.tiny().withAugmentation(GanRecipe.Augmentation.FLIP),
                GanRecipe.spiral(),
                cifar.withModel(c.coarseOnly()),
                cifar.withModel(c.bhattacharyya()),
                cifar.withModel(c.hinge()),
                cifar.withModel(c.spectralNorm()));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void recipesGoToTextAndBack(GanRecipe recipe) {
        assertThat(Configs.fromJson(Configs.json(recipe), GanRecipe.class)).isEqualTo(recipe);
    }

    private static void refused(String override, String... words) {
        assertThatThrownBy(() -> Configs.withOverrides(GanRecipe.tiny(), List.of(override)))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatCannotBePlayedIsRefused() {
        refused("train.batch=1", "train.batch must be at least 2: one image has no distribution");
        refused("train.batch=4096", "4096 does not fit into the memory bank", "4096 or more");
        refused("train.accumulation=2", "accumulation must be 1");
        refused("train.precision=bf16", "must be fp32");
        refused("model.cluster.neighbours=5000", "5000 are more than the bank of 2048 holds");
        refused("model.cluster.fakeNeighbourOffset=2", "0 or 1");
        refused("model.adversary.gaussian.epsilon=0", "epsilon must be positive");
        refused("model.generator.big-gan-deep.size=48", "32, 64, 128 or 256, not 48");
        refused("model.generator.big-gan-deep.channels=0", "at least 1");
        assertThatThrownBy(() -> GeneratorConfig.BigGanDeep.of(128, 3, 8))
                .hasMessage("channels must be at least 4 for images of 128 pixels, not 3");
        assertThat(GeneratorConfig.BigGanDeep.of(32, 1, 8).channels()).isOne();
        refused("model.smoothness.steps=0", "steps must be at least 1");
        refused("model.smoothness.lip=-1", "lip positive");
    }

    @Test
    void aSmallBankMayComeBeforeTheSmallBatch() {
        List<String> both = List.of("model.cluster.bank=32", "train.batch=16");
        GanRecipe small = Configs.withOverrides(GanRecipe.tiny(), both);
        assertThat(small.model().cluster().bank()).isEqualTo(32);
        assertThat(small.train().batch()).isEqualTo(16);
        refused("model.cluster.bank=32", "--set model.cluster.bank=32: train.batch 64");
    }

    @Test
    void theHingeLossTakesOneScore() {
        GanConfig c = GanConfig.tiny();
        assertThatThrownBy(() -> c.withAdversary(new Adversary.Hinge()))
                .hasMessageContaining("one score per image");
        assertThat(c.hinge().discriminator().embedding()).isEqualTo(1);
    }

    @Test
    void imagesThatTheBackboneCannotReduceAreRefused() {
        DiscriminatorConfig large =
                DiscriminatorConfig.of(
                        new BackboneConfig.Residual(
                                3,
                                8,
                                List.of(new BackboneConfig.Stage(1, 1, 3)),
                                8,
                                BackboneConfig.FirstNorm.GROUP,
                                Activation.RELU),
                        8);
        assertThatThrownBy(() -> GanConfig.tiny().withDiscriminator(large))
                .hasMessageContaining("reduces images by 3, which does not divide 32");
    }
}
