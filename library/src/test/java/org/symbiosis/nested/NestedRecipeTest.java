package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbiosis.config.Configs;
import org.symbiosis.diffusion.Prediction;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.LatentsIdentity;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.LearningRate.WarmupConstant;
import org.symbiosis.train.LearningRate.WarmupCosine;
import org.symbiosis.train.ParameterGroup;
import org.symbiosis.train.TrainConfig;

class NestedRecipeTest {
    /** Steps until the rate is at its peak. */
    private static double warmup(NestedRecipe recipe, int images) {
        TrainConfig train = recipe.train();
        double epochs =
                train.learningRate() instanceof WarmupCosine cosine
                        ? cosine.warmup()
                        : ((WarmupConstant) train.learningRate()).warmup();
        return epochs * Math.floor((double) images / train.batch());
    }

    @Test
    void thePresetsWarmTheRateUpAsSpecified() {
        assertThat(warmup(NestedRecipe.imagenet256(5), 1_281_167)).isEqualTo(5000, within(1e-6));
        assertThat(warmup(NestedRecipe.imagenet256Classes(2), 1_281_167))
                .isEqualTo(5000, within(1e-6));
        assertThat(warmup(NestedRecipe.coco256(3), 82_783)).isEqualTo(5000, within(1e-6));
        assertThat(warmup(NestedRecipe.small(3), 50_000)).isEqualTo(200, within(1e-6));
    }

    @Test
    void captionsOfCocoScaleTheirLatentsAsTheUVit() {
        assertThat(NestedRecipe.coco256(2).model().pyramid().first())
                .isEqualTo(new FirstLatent.Vae(0.23010, 2));
        assertThat(NestedRecipe.imagenet256(2).model().pyramid().first())
                .isEqualTo(new FirstLatent.Vae(0.18215, 2));
    }

    @Test
    void levelsFromBeforeTheirLatentsWereNotedStillOpen() {
        NestedRecipe tiny = NestedRecipe.tiny();
        LevelRecipe old = new LevelRecipe(tiny.model().level(2), tiny.train().withEmaWarmup(0), "");
        String json = Configs.json(old);
        assertThat(json).doesNotContain("\"latents\"").doesNotContain("emaWarmup");
        assertThat(Configs.fromJson(json, LevelRecipe.class)).isEqualTo(old);
        LatentsIdentity any = new LatentsIdentity("abc", "dino", "pixels", Map.of());
        assertThat(old.learntFrom(any)).isTrue();
        LevelRecipe noted = tiny.level(2, any);
        assertThat(Configs.fromJson(Configs.json(noted), LevelRecipe.class)).isEqualTo(noted);
        assertThat(noted.learntFrom(any)).isTrue();
        assertThat(noted.learntFrom(new LatentsIdentity("def", "dino", "pixels", Map.of())))
                .isFalse();
    }

    @Test
    void levelsOfTheChapterSayTheNoiseAndShortTrainingsTheVelocity() {
        assertThat(NestedConfig.chapter(3, new Told.Nothing()).level(2).objective().prediction())
                .isEqualTo(Prediction.NOISE);
        LevelConfig small = NestedConfig.small(3).level(1);
        assertThat(small.objective().prediction()).isEqualTo(Prediction.VELOCITY);
        String json = Configs.json(small);
        String old = json.replaceFirst(",\\s*\"prediction\"\\s*:\\s*\"[A-Za-z]+\"", "");
        assertThat(old).isNotEqualTo(json);
        LevelConfig read = Configs.fromJson(old, LevelConfig.class);
        assertThat(read.objective().prediction()).isEqualTo(Prediction.NOISE);
        assertThat(read.differences(small)).containsExactly("what it says of a noisy latent");
    }

    @Test
    void moreEpochsKeepTheRateAndTheShareOfItsWarmUp() {
        NestedRecipe usual = NestedRecipe.imagenet256(5);
        assertThat(usual.withEpochs(200)).isEqualTo(usual);
        assertThat(usual.withEpochs(20).train().learningRate())
                .isEqualTo(usual.train().learningRate().stretched(0.1));
    }

    @Test
    void everyParameterOfALevelDecaysAlike() {
        LevelConfig level = NestedConfig.tiny(2).level(1);
        try (Scope s = Scope.open();
                UVit network = new UVit(level.uvit())) {
            List<ParameterGroup> groups =
                    new LevelMethod(network, level, null, TextStates.none()).groups(0.03);
            assertThat(groups)
                    .singleElement()
                    .extracting(ParameterGroup::weightDecay)
                    .isEqualTo(0.03);
            assertThat(groups.get(0).parameters().keySet())
                    .isEqualTo(network.parameters().keySet());
        }
    }

    @Test
    void shortTrainingsDoNotKeepTheirFirstWeightsInTheMean() {
        for (NestedRecipe recipe : List.of(NestedRecipe.tiny(), NestedRecipe.small(3))) {
            TrainConfig train = recipe.train();
            double kept = 1;
            for (int step = 1; step <= 20; step++) {
                kept *= train.emaDecayAt(step);
            }
            assertThat(kept).isLessThan(1e-6);
        }
    }
}
