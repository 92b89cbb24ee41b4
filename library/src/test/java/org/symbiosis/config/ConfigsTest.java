package org.symbiosis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Transform;
import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;

class ConfigsTest {
    private static final MaeRecipe TINY = MaeRecipe.tiny();

    @TempDir Path folder;

    static Stream<MaeRecipe> recipes() {
        List<Shortcut> shortcuts =
                List.of(
                        new Shortcut.Identity(),
                        new Shortcut.LinearDecay(0.7),
                        new Shortcut.CosineDecay(0.3),
                        new Shortcut.Learnable(1),
                        new Shortcut.AttentionOnly(new Shortcut.LinearDecay(0.6)),
                        new Shortcut.ScaleBoth(0.5));
        Stream<MaeRecipe> presets =
                Stream.of(
                        TINY,
                        MaeRecipe.cifar(),
                        MaeRecipe.table2_1(),
                        MaeRecipe.table2_2(1024, 24, 0.7),
                        TINY.withModel(MaeConfig.tiny().original()));
        return Stream.concat(presets, shortcuts.stream().map(TINY::withShortcut));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), yaml);
    }

    private static MaeRecipe set(String... overrides) {
        return Configs.withOverrides(TINY, List.of(overrides));
    }

    private static void assertRefused(String override, String message) {
        assertThatThrownBy(() -> set(override))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.kind()).isEqualTo(UserError.Kind.USAGE))
                .hasMessage("--set " + override + message);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeGoesThroughYamlAndJson(MaeRecipe recipe) throws IOException {
        assertThat(Configs.withFile(TINY, file(Configs.yaml(recipe)))).isEqualTo(recipe);
        assertThat(Configs.fromJson(Configs.json(recipe), MaeRecipe.class)).isEqualTo(recipe);
        assertThat(Configs.noted(folder.resolve("recipe.yaml"), MaeRecipe.class)).isEqualTo(recipe);
        assertThat(Configs.json(recipe)).doesNotContain("\n");
    }

    @Test
    void whatANoteLacksIsNoPresets() throws IOException {
        MaeRecipe warm = TINY.withTrain(TINY.train().withEmaWarmup(10));
        Path before = file(Configs.yaml(warm).replaceFirst("(?m)^ *emaWarmup: 10\\R", ""));
        assertThat(Configs.noted(before, MaeRecipe.class).train().emaWarmup()).isZero();
        assertThat(Configs.withFile(warm, before)).isEqualTo(warm);
        Path cut = file(Configs.yaml(TINY).replaceFirst("(?m)^ *batch: .*\\R", ""));
        assertThatThrownBy(() -> Configs.noted(cut, MaeRecipe.class))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("recipe.yaml")
                .hasMessageContaining("batch");
        assertThatThrownBy(() -> Configs.noted(file("- 1"), MaeRecipe.class))
                .hasMessageContaining("write lines of 'key: value'");
    }

    @Test
    void aFileChangesOnlyWhatItNames() throws IOException {
        MaeRecipe changed =
                Configs.withFile(
                        TINY,
                        file(
                                """
                                # a comment
                                train:
                                  batch: 8
                                  clipNorm: .inf
                                  precision: bf16
                                model:
                                  shortcut:
                                    linear-decay:
                                      alphaMin: 0.7
                                """));
        assertThat(changed.train().batch()).isEqualTo(8);
        assertThat(changed.train().clipNorm()).isInfinite();
        assertThat(changed.train().precision()).isEqualTo(Precision.BF16);
        assertThat(changed.model().shortcut()).isEqualTo(new Shortcut.LinearDecay(0.7));
        assertThat(changed.train().epochs()).isEqualTo(TINY.train().epochs());
        assertThat(changed.preparation()).isEqualTo(TINY.preparation());
    }

    @Test
    void notesFromBeforeAKeyCameReadAsTheyDid() throws IOException {
        assertThat(Configs.json(TINY)).doesNotContain("emaWarmup");
        assertThat(Configs.yaml(TINY)).contains("emaWarmup: 0\n");
        MaeRecipe warm = set("train.emaWarmup=10");
        assertThat(warm.train().emaWarmup()).isEqualTo(10);
        assertThat(Configs.fromJson(Configs.json(warm), MaeRecipe.class)).isEqualTo(warm);
        assertThat(Configs.withFile(TINY, file(Configs.yaml(warm)))).isEqualTo(warm);
        assertThat(Configs.withFile(warm, file(Configs.yaml(TINY)))).isEqualTo(TINY);
    }

    @Test
    void keysThatAreMissingAreNamed() throws IOException {
        assertRefused(
                "train.learningRate.warmup-constant.peak=1",
                ": 'train.learningRate.warmup-constant' lacks scaling and warmup: give"
                        + " train.learningRate.warmup-constant.scaling and"
                        + " train.learningRate.warmup-constant.warmup as well");
        Path yaml = file("model: {shortcut: cosine-decay}");
        assertThatThrownBy(() -> Configs.withFile(TINY, yaml))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        yaml
                                + ": 'model.shortcut.cosine-decay' lacks alphaMin: give"
                                + " model.shortcut.cosine-decay.alphaMin as well");
        String old = Configs.json(TINY).replace("\"batch\":" + TINY.train().batch() + ",", "");
        assertThatThrownBy(() -> Configs.fromJson(old, MaeRecipe.class))
                .hasMessage(
                        "the configuration noted beside the weights cannot be read ('train' lacks"
                                + " batch): the file is damaged or from another version");
    }

    @Test
    void anEmptyFileChangesNothing() throws IOException {
        assertThat(Configs.withFile(TINY, file("  \n"))).isEqualTo(TINY);
        assertThat(Configs.withFile(TINY, file("# nothing yet\n"))).isEqualTo(TINY);
    }

    @Test
    void singleValuesCanBeSet() {
        MaeRecipe changed =
                set(
                        "model.shortcut.linear-decay.alphaMin=0.7",
                        "train.seed=12345678901",
                        "train.clipNorm=1",
                        "train.optimizer.adam-w.weightDecay=0.1");
        assertThat(changed.model().shortcut()).isEqualTo(new Shortcut.LinearDecay(0.7));
        assertThat(changed.train().seed()).isEqualTo(12345678901L);
        assertThat(changed.train().clipNorm()).isEqualTo(1);
        assertThat(changed.train().optimizer())
                .isEqualTo(new OptimizerConfig.AdamW(0.9, 0.95, 1e-8, 0.1));
        for (String infinite : List.of(".inf", ".Inf", "Infinity")) {
            assertThat(set("train.clipNorm=1", "train.clipNorm=" + infinite).train().clipNorm())
                    .isInfinite();
        }
    }

    @Test
    void anotherVariantReplacesTheWhole() {
        assertThat(set("model.shortcut=identity").model().shortcut())
                .isEqualTo(new Shortcut.Identity());
        assertThat(set("model.shortcut={identity: {}}").model().shortcut())
                .isEqualTo(new Shortcut.Identity());
        assertThat(
                        set("train.learningRate={constant: {peak: 0.1, scaling: none}}")
                                .train()
                                .learningRate())
                .isEqualTo(new LearningRate.Constant(0.1, LearningRate.Scaling.NONE));
    }

    @Test
    void aListIsReplacedWhole() {
        assertThat(
                        set("preparation.transforms=[{resize: {shorter: 40}}, {centre-crop: {size: 32}}]")
                                .preparation()
                                .transforms())
                .containsExactly(new Transform.Resize(40), new Transform.CentreCrop(32));
        assertRefused(
                "preparation.transforms=[{resize: {shorte: 40}}]",
                ": there is no key 'preparation.transforms.0.resize.shorte': did you mean"
                        + " 'shorter'? Valid are shorter");
        assertRefused(
                "preparation.transforms=5",
                ", key 'preparation.transforms' takes a list, not 5: write it as [a, b], whole");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train.batchsize=8 | train.batchsize | batch",
                "trian.batch=8 | trian | train",
                "model.shortcut.linear-decay.alphamin=0.7"
                        + " | model.shortcut.linear-decay.alphamin | alphaMin",
                "model.shortcut.lineardecay.alphaMin=0.7 | model.shortcut.lineardecay"
                        + " | linear-decay",
                "model.shortcut=identiy | model.shortcut.identiy | identity",
            })
    void anUnknownKeyIsRefusedWithTheNearest(String override, String key, String nearest) {
        assertThatThrownBy(() -> set(override))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "--set "
                                + override
                                + ": there is no key '"
                                + key
                                + "': did you mean '"
                                + nearest
                                + "'? Valid are ");
    }

    @Test
    void valuesOfTheWrongTypeAreRefused() {
        assertRefused(
                "train.batch=many",
                ", key 'train.batch' takes a whole number, not \"many\": mend it");
        assertRefused(
                "train.batch=1.5", ", key 'train.batch' takes a whole number, not 1.5: mend it");
        assertRefused(
                "train.batch=3000000000",
                ", key 'train.batch' takes a whole number, not 3000000000: mend it");
        assertRefused("train.epochs=[1]", ", key 'train.epochs' takes a number, not [1]: mend it");
        assertRefused(
                "train.precision=fp16",
                ", key 'train.precision' has no such value: \"fp16\": did you mean 'FP32'? Valid"
                        + " are FP32, BF16");
        assertRefused(
                "train.batch=", ", key 'train.batch' has no value: give one, or leave the key out");
        assertRefused(
                "train.optimizer=null",
                ", key 'train.optimizer' has no value: give one, or leave the key out");
        assertThatThrownBy(() -> set("train=5"))
                .hasMessageStartingWith(
                        "--set train=5, key 'train' takes keys of its own, not 5: write below it");
        assertThatThrownBy(() -> set("model.shortcut=5"))
                .hasMessageContaining("takes one of several kinds, not 5: give one of identity");
    }

    @Test
    void valuesOutOfRangeAreRefusedInTheRecordsWords() {
        assertThatThrownBy(() -> set("model.shortcut.linear-decay.alphaMin=1.5"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--set model.shortcut.linear-decay.alphaMin=1.5")
                .hasMessageContaining("key 'model.shortcut")
                .hasMessageContaining("alphaMin must lie in (0, 1], not 1.5");
        assertThatThrownBy(() -> set("train.emaDecay=1"))
                .hasMessageContaining("key 'train': emaDecay must lie in [0, 1), not 1.0");
        assertThatThrownBy(() -> set("train.clipNorm=-.inf"))
                .hasMessageContaining("clipNorm must be positive, not -Infinity");
    }

    /** A record checks itself when all is there, whichever of two values comes first. */
    @Test
    void overridesApplyTogether() {
        MaeRecipe narrow = set("model.heads=5", "model.dim=40");
        assertThat(narrow).isEqualTo(set("model.dim=40", "model.heads=5"));
        assertThat(narrow.model().dim()).isEqualTo(40);
        assertThat(set("train.batch=8", "train.batch=9").train().batch()).isEqualTo(9);
        assertThat(
                        set(
                                "model.shortcut={linear-decay: {}}",
                                "model.shortcut.linear-decay.alphaMin=1"))
                .isEqualTo(set("model.shortcut.linear-decay.alphaMin=1"));
    }

    @Test
    void onlyTheOverridesOfARefusedRecordAreNamed() {
        assertThatThrownBy(() -> set("train.batch=8", "model.heads=5"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set model.heads=5, key 'model");
        assertThatThrownBy(() -> set("train.batch=0", "train.epochs=1", "model.maskRatio=0.5"))
                .hasMessageStartingWith("--set train.batch=0 --set train.epochs=1, key 'train': ");
    }

    @Test
    void anotherVariantNeedsAllItsValues() {
        assertThatThrownBy(() -> set("train.learningRate={constant: {peak: 0.1}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks scaling")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void overridesWithoutAValueAreRefused() {
        assertRefused("train.batch", " changes nothing: write --set key=value");
        assertRefused("=5", " changes nothing: write --set key=value");
    }

    @Test
    void brokenYamlNamesItsLine() throws IOException {
        Path broken = file("train:\n  batch: 8\n  seed: [1\nmodel:\n");
        assertThatThrownBy(() -> Configs.withFile(TINY, broken))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(broken + " in line ")
                .hasMessageEndingWith(": mend the YAML")
                .message()
                .doesNotContain("\n");
        Path twice = file("train:\n  batch: 8\n  batch: 9\n");
        assertThatThrownBy(() -> Configs.withFile(TINY, twice))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("batch")
                .hasMessageContaining(" in line 3");
    }

    @Test
    void whatIsNoConfigurationIsRefused() throws IOException {
        assertThatThrownBy(() -> Configs.withFile(TINY, folder.resolve("none.yaml")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "there is no file "
                                + folder.resolve("none.yaml")
                                + ": check the path of --config");
        Path list = file("- a\n- b\n");
        assertThatThrownBy(() -> Configs.withFile(TINY, list))
                .hasMessage(list + " is no configuration: write lines of 'key: value'");
        Path binary =
                Files.write(folder.resolve("x.png"), new byte[] {(byte) 0x89, 'P', (byte) 0xff});
        assertThatThrownBy(() -> Configs.withFile(TINY, binary))
                .hasMessage(binary + " is no text: give a YAML file");
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> Configs.withFile(TINY, huge))
                .hasMessageContaining("is too large for a configuration");
        assertThatThrownBy(() -> Configs.withFile(TINY, folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot read " + folder);
    }

    @Test
    void damagedNotesBesideWeightsAreRefused() {
        for (String json : List.of("{", "{}", "[]", "{\"model\":{}}")) {
            assertThatThrownBy(() -> Configs.fromJson(json, MaeRecipe.class))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the configuration noted beside the weights")
                    .hasMessageContaining("the file is damaged or from another version");
        }
    }
}
