package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.diffusion.ConditionNoise;
import org.symbiosis.diffusion.DpmSolverFast;
import org.symbiosis.diffusion.DpmSolverPlusPlusFast;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.UsualSampler;
import org.symbiosis.nested.NestedFile.Weights;
import org.symbiosis.nested.latents.LatentCache;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nested.latents.LatentsConfig;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.ToyEncoder;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;
import org.symbiosis.train.Trainer.Outcome;

class NestedTrainingTest {
    private static final NestedRecipe RECIPE = recipe(new Told.Classes(2));

    @TempDir private static Path temp;
    private static LatentStore store;

    private static NestedRecipe recipe(Told told) {
        NestedRecipe tiny = NestedRecipe.tiny().withEpochs(2);
        return tiny.withModel(tiny.model().withTold(told))
                .withTrain(tiny.withEpochs(2).train().withBatch(8).withWorkers(1))
                .withGeneration(tiny.generation().withGuidance(List.of(0.5)));
    }

    @BeforeAll
    static void train() {
        try (VisualEncoder encoder = ToyEncoder.of(1)) {
            store =
                    LatentCache.build(
                            temp.resolve("latents"),
                            new ToyImages(24, 2, 16),
                            LatentsConfig.of(RECIPE.model().pyramid()),
                            encoder,
                            new PixelCodec(),
                            OnCorrupt.FAIL,
                            Progress.SILENT);
        }
        assertThat(training(RECIPE, "run").run()).isEqualTo(Outcome.FINISHED);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static NestedTraining training(NestedRecipe recipe, String run) {
        return new NestedTraining(
                recipe, store, TextStates.none(), temp.resolve(run), Progress.SILENT);
    }

    private static NestedFile open() {
        return NestedFile.open(temp.resolve("run"), Weights.MEAN);
    }

    private static SampleRequest request(long first, int count) {
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = (int) ((first + i) % 2);
        }
        return new SampleRequest(5, Map.of(), first, count, new Prompts.Classes(classes));
    }

    @Test
    void whatLevelsAreToldDecidesTheirGuidance() {
        NestedRecipe text = NestedRecipe.tiny().withTold(new Told.Text(77, 8));
        assertThat(NestedRecipe.tiny().generation().weight(0)).isZero();
        assertThat(text.generation().weight(0)).isEqualTo(1);
        assertThat(text.generation().sampler())
                .isEqualTo(NestedRecipe.tiny().generation().sampler());
        assertThat(NestedRecipe.tiny().withTold(new Told.Classes(3)).generation().weight(1))
                .isEqualTo(0.4);
    }

    @Test
    void anImageIsTheSameInAnyBatch() {
        try (Scope s = Scope.open();
                NestedFile model = open()) {
            NestedSampler sampler = new NestedSampler(model, RECIPE.generation(), Progress.SILENT);
            LatentChain many = sampler.sample(request(0, 19));
            LatentChain one = sampler.sample(request(17, 1));
            assertThat(Shapes.of(many.level(1))).containsExactly(19, 3, 16, 16);
            for (int l = 3; l >= 1; l--) {
                assertThat(Plain.floats(one.level(l)))
                        .containsExactly(Plain.floats(many.level(l).narrow(0, 17, 1)));
            }
        }
    }

    @Test
    void fixedLevelsStayAndTheOthersAreDrawnAnew() {
        try (Scope s = Scope.open();
                NestedFile model = open()) {
            NestedSampler sampler = new NestedSampler(model, RECIPE.generation(), Progress.SILENT);
            LatentChain first = sampler.sample(request(0, 2));
            SampleRequest again = request(0, 2).withLevelSeeds(Map.of(1, 6L));
            LatentChain whole = sampler.sample(again);
            assertThat(Plain.floats(whole.level(2))).containsExactly(Plain.floats(first.level(2)));
            LatentChain redrawn = sampler.complete(first.downTo(2), again);
            for (int l = 3; l >= 1; l--) {
                assertThat(Plain.floats(redrawn.level(l)))
                        .containsExactly(Plain.floats(whole.level(l)));
            }
            assertThat(Plain.floats(redrawn.level(1))).isNotEqualTo(Plain.floats(first.level(1)));
            LatentChain four = first.downTo(3).repeated(2);
            assertThat(Plain.floats(four.level(3).select(0, 1)))
                    .containsExactly(Plain.floats(first.level(3).select(0, 0)));
        }
    }

    @Test
    void latentsAreSavedBesideThePictures() {
        try (Scope s = Scope.open();
                NestedFile model = open()) {
            NestedSampler sampler = new NestedSampler(model, RECIPE.generation(), Progress.SILENT);
            LatentChain drawn = sampler.sample(request(0, 2));
            Path file = temp.resolve("drawn.safetensors");
            LatentsFile.of(drawn, request(0, 2).prompts()).write(file, model);
            LatentsFile read = LatentsFile.read(file, model);
            assertThat(read.classes().orElseThrow().ofImages()).containsExactly(0, 1);
            LatentChain back = read.chain();
            assertThat(back.lowest()).isEqualTo(1);
            assertThat(Plain.floats(back.level(2))).containsExactly(Plain.floats(drawn.level(2)));
            assertThatThrownBy(() -> back.downTo(9))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("there is no level 9 to fix");
            assertThatThrownBy(() -> back.downTo(3).downTo(2))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("reach down to level 3, not 2");
        }
    }

    @Test
    void noNoiseAtGenerationEqualsSigmaZero() {
        try (Scope s = Scope.open();
                NestedFile model = open()) {
            LatentChain above =
                    new NestedSampler(model, RECIPE.generation(), Progress.SILENT)
                            .sample(request(0, 1))
                            .downTo(2);
            GenerationConfig silent = RECIPE.generation().withGamma(Double.POSITIVE_INFINITY);
            GenerationConfig noisy = RECIPE.generation().withGamma(0);
            assertThat(silent.noise(0.5).deviation(1)).isZero();
            Tensor a = drawn(model, silent, above);
            assertThat(Plain.floats(a)).isNotEqualTo(Plain.floats(drawn(model, noisy, above)));
            GenerationConfig none = silent.withGuidance(Collections.nCopies(3, 0.0));
            assertThat(Plain.floats(a)).isNotEqualTo(Plain.floats(drawn(model, none, above)));
        }
    }

    private static Tensor drawn(NestedFile model, GenerationConfig how, LatentChain above) {
        return new NestedSampler(model, how, Progress.SILENT)
                .complete(above, request(0, 1))
                .level(1);
    }

    @Test
    void aDeeperHierarchyTakesOverTheLevelsAbove() throws Exception {
        NestedRecipe two = RECIPE.withModel(RECIPE.model().withLevels(2));
        NestedTraining deeper = training(two, "two");
        assertThat(deeper.reuse(temp.resolve("run")).taken()).containsExactly("semantic-1");
        assertThat(temp.resolve("two/semantic-1/ema.safetensors"))
                .hasSameBinaryContentAs(temp.resolve("run/semantic-1/ema.safetensors"));
        assertThat(deeper.reuse(temp.resolve("run")).left())
                .containsExactly("semantic-1 is trained here already");
        assertThatThrownBy(() -> NestedFile.open(temp.resolve("two"), Weights.MEAN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no nested diffusion");
        deeper.level(2);
        assertThatThrownBy(() -> NestedFile.open(temp.resolve("two"), Weights.MEAN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks its level 1 (image)");
        assertThat(Files.exists(temp.resolve("run/image/model.safetensors"))).isTrue();
    }

    @Test
    void whatIsNotTakenOverIsExplained() {
        NestedRecipe quiet = RECIPE.withModel(RECIPE.model().withSigmas(List.of(0.0, 0.5)));
        NestedTraining.Reuse reuse = training(quiet, "quiet").reuse(temp.resolve("run"));
        assertThat(reuse.taken()).containsExactly("semantic-1");
        assertThat(reuse.left())
                .containsExactly("semantic-2 differs in the latents above or their sigmas");
        assertThatThrownBy(() -> training(quiet, "quiet").reuse(temp.resolve("nowhere")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no run of 'train nested' at")
                .hasMessageContaining("check the path of --reuse");
    }

    /** The same images, read by another encoder or reduced by another fit. */
    private static LatentStore others(String name, long encoderSeed, int images) {
        try (VisualEncoder encoder = ToyEncoder.of(encoderSeed)) {
            return LatentCache.build(
                    temp.resolve(name),
                    new ToyImages(images, 2, 16),
                    LatentsConfig.of(RECIPE.model().pyramid()),
                    encoder,
                    new PixelCodec(),
                    OnCorrupt.FAIL,
                    Progress.SILENT);
        }
    }

    @Test
    void levelsOfOtherLatentsAreNeverMixed() {
        try (LatentStore encoded = others("encoded", 2, 24);
                LatentStore refitted = others("refitted", 1, 20)) {
            for (LatentStore other : List.of(encoded, refitted)) {
                NestedTraining fresh =
                        new NestedTraining(
                                RECIPE,
                                other,
                                TextStates.none(),
                                temp.resolve("mixed"),
                                Progress.SILENT);
                NestedTraining.Reuse reuse = fresh.reuse(temp.resolve("run"));
                assertThat(reuse.taken()).isEmpty();
                assertThat(reuse.left())
                        .containsExactly(
                                "semantic-1 learnt from latents of another encoder or reduction",
                                "semantic-2 learnt from latents of another encoder or reduction");
            }
            assertThatThrownBy(() -> resumed(encoded).run())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another encoder");
            assertThatThrownBy(() -> resumed(refitted).run())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another fit of the reduction for the 1 x 1 level");
        }
    }

    private static NestedTraining resumed(LatentStore latents) {
        return new NestedTraining(
                RECIPE, latents, TextStates.none(), temp.resolve("run"), Progress.SILENT);
    }

    @Test
    void latentsOfAnotherModelAreRefused() {
        try (LatentStore refitted = others("refitted", 1, 20)) {
            NestedTraining other =
                    new NestedTraining(
                            RECIPE.withEpochs(0.5),
                            refitted,
                            TextStates.none(),
                            temp.resolve("elsewhere"),
                            Progress.SILENT);
            other.run();
            try (Scope s = Scope.open();
                    NestedFile ours = open();
                    NestedFile theirs = NestedFile.open(temp.resolve("elsewhere"), Weights.MEAN)) {
                LatentChain drawn =
                        new NestedSampler(ours, RECIPE.generation(), Progress.SILENT)
                                .sample(request(0, 1));
                Path file = temp.resolve("ours.safetensors");
                LatentsFile.of(drawn, new Prompts.None()).write(file, ours);
                assertThat(LatentsFile.read(file, ours).classes()).isEmpty();
                assertThatThrownBy(() -> LatentsFile.read(file, theirs))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("another encoder, reduction or autoencoder");
            }
        }
    }

    @Test
    void aLevelPutAmongOthersIsFoundOut() throws Exception {
        Path mixed = temp.resolve("put-together");
        try (LatentStore refitted = others("refitted", 1, 20)) {
            new NestedTraining(
                            RECIPE.withEpochs(0.5),
                            refitted,
                            TextStates.none(),
                            mixed,
                            Progress.SILENT)
                    .run();
        }
        Files.copy(
                temp.resolve("run/semantic-1/ema.safetensors"),
                mixed.resolve("semantic-1/ema.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> NestedFile.open(mixed, Weights.MEAN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("semantic-1 was trained on other latents than the run's");
    }

    @Test
    void theLossIsLoggedByBandsOfNoise() {
        assertThat(temp.resolve("run/semantic-1/metrics.jsonl"))
                .content()
                .contains("loss_little_noise", "loss_some_noise", "loss_much_noise");
    }

    @Test
    void aModelKnowsItsWeightsAndSteps() {
        try (NestedFile mean = open();
                NestedFile last = NestedFile.open(temp.resolve("run"), Weights.LAST)) {
            assertThat(mean.weights()).isEqualTo(Weights.MEAN);
            assertThat(last.weights()).isEqualTo(Weights.LAST);
            assertThat(mean.steps()).containsExactly(6L, 6L, 6L); // 2 epochs of 24 images by 8
        }
    }

    @Test
    void withoutGuidanceTheRunsOwnWayStays() {
        GenerationConfig own =
                new GenerationConfig(
                        List.of(0.5, 0.4),
                        0.7,
                        ConditionNoise.Scales.DEVIATION,
                        new UsualSampler(7),
                        GenerationConfig.PixelRange.FREE);
        GenerationConfig plain = own.unguided();
        assertThat(plain.weight(0)).isZero();
        assertThat(plain.weight(3)).isZero();
        assertThat(plain.gamma()).isInfinite();
        assertThat(plain.withGuidance(own.guidance()).withGamma(0.7)).isEqualTo(own);
    }

    @Test
    void theScheduleDecidesTheUsualSolver() {
        UsualSampler usual = new UsualSampler(20);
        assertThat(usual.on(new NoiseSchedule.Discrete())).isEqualTo(new DpmSolverPlusPlusFast(20));
        assertThat(usual.on(NoiseSchedule.Linear.standard())).isEqualTo(new DpmSolverFast(20));
        assertThat(NestedRecipe.imagenet256(2).generation().sampler())
                .isEqualTo(new UsualSampler(50));
        NestedRecipe linear =
                Configs.withOverrides(
                        NestedRecipe.tiny(),
                        List.of("model.schedule={linear: {betaMin: 0.1, betaMax: 20}}"));
        assertThat(linear.generation().sampler().on(linear.model().schedule()))
                .isInstanceOf(DpmSolverFast.class);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> training(NestedRecipe.small(2), "other"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no latents of 64 x 1 x 1");
        assertThatThrownBy(() -> training(recipe(new Told.Classes(1)), "other"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no class below 1");
        assertThatThrownBy(() -> training(RECIPE, "other").level(4))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no level 4");
        try (NestedFile model = open()) {
            NestedSampler sampler = new NestedSampler(model, RECIPE.generation(), Progress.SILENT);
            assertThatThrownBy(() -> sampler.sample(SampleRequest.of(1, 1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("give one of 0 to 1");
        }
    }

    @Test
    void guidanceNeedsAnEmptyToken() {
        NestedConfig two = RECIPE.model().withLevels(2);
        NestedConfig undropped =
                new NestedConfig(
                        two.pyramid(),
                        two.network(),
                        two.sigmas(),
                        NestedConfig.ConditionOn.NEXT,
                        two.told(),
                        new Drop(0, Drop.Mode.INDEPENDENT),
                        two.schedule(),
                        two.prediction());
        NestedRecipe recipe = RECIPE.withModel(undropped).withEpochs(0.5);
        training(recipe, "undropped").run();
        try (Scope s = Scope.open();
                NestedFile model = NestedFile.open(temp.resolve("undropped"), Weights.LAST)) {
            assertThatThrownBy(() -> new NestedSampler(model, RECIPE.generation(), Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("level 2 cannot be guided")
                    .hasMessageContaining("without an empty token");
            GenerationConfig plain =
                    GenerationConfig.plain().withSampler(RECIPE.generation().sampler());
            LatentChain drawn =
                    new NestedSampler(model, plain, Progress.SILENT).sample(request(0, 1));
            assertThat(drawn.lowest()).isEqualTo(1);
        }
    }

    @Test
    void presetsSurviveTheirFiles() {
        for (NestedRecipe preset :
                List.of(
                        NestedRecipe.imagenet256(5),
                        NestedRecipe.imagenet256Classes(1),
                        NestedRecipe.coco256(3),
                        NestedRecipe.small(4),
                        NestedRecipe.tiny())) {
            NestedRecipe back =
                    Configs.withOverrides(
                            Configs.fromJson(Configs.json(preset), NestedRecipe.class), List.of());
            assertThat(back).isEqualTo(preset);
        }
        assertThat(NestedRecipe.imagenet256(5).model().sigmas())
                .containsExactly(0.0, 0.5, 0.5, 1.0);
        assertThat(GenerationConfig.guided(new Told.Classes(5)).guidance().subList(0, 6))
                .containsExactly(0.5, 0.4, 0.3, 0.2, 0.1, 0.1);
    }
}
