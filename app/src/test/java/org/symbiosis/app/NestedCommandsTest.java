package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nested diffusion as a user meets it: latents, training, pictures. */
class NestedCommandsTest {
    private static final String IMAGES = "rooms:objects?n=24&size=32";

    @TempDir static Path folder;
    private static String encoder;
    private static String judge;
    private static String latents;
    private static String run;

    @BeforeAll
    static void train() throws IOException {
        encoder = SmallRun.train(folder);
        judge = SmallRun.train(folder.resolve("judge"), 1);
        latents = folder.resolve("latents").toString();
        run = folder.resolve("nested").toString();
        Cli cached =
                Cli.run(
                        "latents", IMAGES,
                        "--encoder", encoder,
                        "--readout", "mean_token",
                        "--preset", "nested-tiny",
                        "--out", latents);
        assertThat(cached.exitCode()).as(cached.err()).isZero();
        assertThat(cached.out()).contains("level 3").contains("16 x 1 x 1").contains("variance");
        Cli trained =
                Cli.run(
                        "train", "nested",
                        "--latents", latents,
                        "--preset", "nested-tiny",
                        "--epochs", "1",
                        "--set", "train.batch=8",
                        "--out", run);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
    }

    private static Cli generate(String... more) {
        List<String> args = new ArrayList<>(List.of("generate", "--model", run, "--steps", "3"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void picturesComeWithTheirLatents() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Cli done = generate("-n", "4", "--guided", "-o", sheet.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("levels").contains("0.0, 0.8, 0.8");
        BufferedImage picture = ImageIO.read(sheet.toFile());
        assertThat(picture.getWidth()).isGreaterThan(32);
        Path latent = folder.resolve("sheet.latents.safetensors");
        assertThat(latent).exists();
        Path redrawn = folder.resolve("redrawn");
        Cli again =
                generate(
                        "--from",
                        latent.toString(),
                        "--fix-level",
                        "2",
                        "--redraws",
                        "2",
                        "-o",
                        redrawn.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(redrawn.resolve("000007.png")).exists();
        assertThat(redrawn.resolve("latents.safetensors")).exists();
    }

    @Test
    void aSeedGivesTheSamePictureInAnyBatch() throws IOException {
        Path many = folder.resolve("many");
        Path one = folder.resolve("one");
        assertThat(generate("-n", "6", "--seed", "3", "-o", many.toString()).exitCode()).isZero();
        Cli single = generate("-n", "1", "--first", "5", "--seed", "3", "-o", one.toString());
        assertThat(single.exitCode()).as(single.err()).isZero();
        assertThat(one.resolve("000005.png")).hasSameBinaryContentAs(many.resolve("000005.png"));
    }

    @Test
    void variationsOfAPhotograph() throws IOException {
        Path out = folder.resolve("variations.png");
        String photo = Pictures.folder(folder.resolve("photos"), 1).toString();
        Cli done =
                generate(
                        "--from",
                        photo,
                        "--encoder",
                        encoder,
                        "--fix-level",
                        "3",
                        "--readout",
                        "mean_token",
                        "-o",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(out).exists();
        assertThat(generate("--from", photo, "-o", out.toString()).err())
                .contains("give it by --encoder");
    }

    @Test
    void whatDoesNotFitIsOneLine() throws IOException {
        assertThat(generate("--fix-level", "4").err())
                .contains("--fix-level 4 is out of range")
                .contains("give 2 to 3");
        assertThat(generate("--gamma=-1").err()).contains("--gamma -1.0").hasLineCount(1);
        assertThat(generate("--level-guidance=0,-1").err())
                .contains("--level-guidance [0.0, -1.0]")
                .hasLineCount(1);
        assertThat(generate("--level-seed", "4=1").err())
                .contains("there is no level 4")
                .hasLineCount(1);
        assertThat(generate("--class", "1").err()).contains("the model knows no classes");
        assertThat(generate("--prompt", "a chair").err()).contains("the model takes no text");
        Cli deeper =
                Cli.run(
                        "train",
                        "nested",
                        "--latents",
                        latents,
                        "--preset",
                        "nested-small",
                        "--out",
                        folder.resolve("deeper").toString());
        assertThat(deeper.exitCode()).isEqualTo(2);
        assertThat(deeper.err()).contains("holds no latents of").hasLineCount(1);
        assertThat(folder.resolve("deeper")).doesNotExist();
        Cli twice =
                Cli.run(
                        "train",
                        "nested",
                        "--latents",
                        latents,
                        "--out",
                        run,
                        "--preset",
                        "nested-tiny");
        assertThat(twice.err()).contains("already holds a training");
        Cli mixed =
                Cli.run(
                        "latents",
                        IMAGES,
                        "--encoder",
                        encoder,
                        "--readout",
                        "mean_token",
                        "--preset",
                        "nested-tiny",
                        "--set",
                        "flips=none",
                        "--out",
                        latents);
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err()).contains("another configuration").hasLineCount(1);
        Cli none =
                Cli.run(
                        "latents",
                        IMAGES,
                        "--preset",
                        "nested-tiny",
                        "--out",
                        folder.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("give one by --encoder").hasLineCount(1);
    }

    private static Cli train(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "nested", "--preset", "nested-tiny"));
        args.addAll(List.of("--latents", latents, "--epochs", "1", "--set", "train.batch=8"));
        args.addAll(List.of("--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static void assertRefused(Cli command, String... words) {
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).contains(words).hasLineCount(1);
    }

    @Test
    void aWrongTrainingIsRefusedBeforeItsFolderIsMade() {
        Path out = folder.resolve("refused");
        assertRefused(train(out, "--level", "4"), "there is no level 4", "choose one of 1");
        assertRefused(
                train(out, "--reuse", folder.resolve("nowhere").toString()),
                "there is no run of 'train nested' at",
                "check the path of --reuse");
        assertRefused(
                train(out, "--set", "model.told={classes: {count: 1}}"), "has no class below 1");
        assertRefused(train(out, "--judge", judge), "are for a search");
        assertRefused(train(out, "--samples", "5"), "are for a search");
        assertRefused(
                train(out, "--search", "sigma=0", "--judge", judge, "--level", "1"),
                "leave out --level and --reuse");
        assertRefused(
                train(out, "--search", "sigma=0", "--judge", encoder),
                "is the encoder that the latents were made by");
        Cli noJudge = train(out, "--search", "sigma=0", "--judge", "nowhere.pth");
        assertThat(noJudge.exitCode()).isNotZero();
        assertThat(noJudge.err()).contains("nowhere.pth").hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void theConfigurationIsShownWithoutLatents() {
        Cli shown = Cli.run("train", "nested", "--preset", "nested-tiny-l2", "--print-config");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("levels: 2").contains("emaWarmup: 10");
        assertRefused(
                Cli.run("train", "nested", "--classes", "--print-config"),
                "is known to the latents",
                "give them by --latents");
    }

    @Test
    void aRunGoesOnUnderItsOwnPresetOnly() {
        assertRefused(
                Cli.run("train", "nested", "--preset", "nested-small", "--resume", run),
                "under the run's own configuration",
                "leave out --preset");
        assertRefused(
                Cli.run("train", "nested", "--levels", "2", "--resume", run), "leave out --preset");
    }

    @Test
    void aDeeperRunSaysWhatItTookOver() {
        Cli deeper =
                train(
                        folder.resolve("two"),
                        "--reuse",
                        run,
                        "--set",
                        "model.sigmas=[0.0, 0.5]",
                        "--level",
                        "3");
        assertThat(deeper.exitCode()).as(deeper.err()).isZero();
        assertThat(deeper.err())
                .contains("semantic-1 taken over from " + run)
                .contains("semantic-2 differs in the latents above or their sigmas");
    }

    @Test
    void judgedImagesAreDrawnAsGenerateDrawsThem() {
        String[] usual = {
            "evaluate",
            "fid",
            "--generator",
            run,
            "--samples",
            "4",
            "--steps",
            "3",
            "--reference",
            IMAGES,
            "--model",
            judge
        };
        Cli guided = Cli.run(with(usual, "--guidance", "0.6", "--sampler", "ddim"));
        assertThat(guided.exitCode()).as(guided.err()).isZero();
        assertThat(guided.out())
                .contains("[0.0, 0.6, 0.6]")
                .contains("Ddim[calls=3")
                .contains("running mean")
                .contains("steps");
        Cli own = Cli.run(with(usual, "--level-guidance", "0,0.3", "--gamma", "0.5"));
        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.out()).contains("[0.0, 0.3, 0.3]").contains("0.5");
    }

    private static String[] with(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void guidanceThatCannotBeIsRefused() {
        assertRefused(generate("--level-guidance=0,1,1,1"), "gives 4 weights, and the model has 3");
        assertRefused(generate("--level-guidance=1,1"), "the top level is told nothing");
        assertRefused(generate("--guided", "--level-guidance=0,1"), "leave one of them out");
        assertRefused(generate("--lanes", "8"), "leave out --lanes");
        Cli zero = generate("-n", "1", "--level-guidance=0,0", "-o", folder + "/zero.png");
        assertThat(zero.exitCode()).as(zero.err()).isZero();
        assertThat(zero.out()).contains("Infinity");
    }

    @Test
    void anythingTooLargeForASheetIsRefusedFirst() {
        long before = System.nanoTime();
        assertRefused(generate("-n", "2000", "-o", folder + "/large.png"), "at most 1024 pictures");
        assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
        assertRefused(
                generate("-n", "300", "--fix-level", "2", "-o", folder + "/large.png"),
                "at most 1024 pictures");
    }

    @Test
    void picturesDoNotDependOnHowManyAreDrawnAtOnce() {
        Path one = folder.resolve("groups-of-three");
        Path all = folder.resolve("all-at-once");
        String[] fixed = {"-n", "4", "--fix-level", "2", "--redraws", "2", "--seed", "9"};
        assertThat(generate(with(fixed, "--batch", "3", "-o", one.toString())).exitCode()).isZero();
        assertThat(generate(with(fixed, "-o", all.toString())).exitCode()).isZero();
        for (String name :
                List.of("000000.png", "000005.png", "000007.png", "latents.safetensors")) {
            assertThat(one.resolve(name)).hasSameBinaryContentAs(all.resolve(name));
        }
    }

    @Test
    void variationsOfAModelOfClassesAreOfAClass() throws IOException {
        Path told = folder.resolve("told");
        Cli trained = train(told, "--levels", "2", "--classes");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        String photo = Pictures.folder(folder.resolve("two-photos"), 1).toString();
        String[] usual = {"generate", "--model", told.toString(), "--steps", "3", "--redraws", "1"};
        String[] photos = {"--from", photo, "--encoder", encoder, "--readout", "mean_token"};
        Path sheet = folder.resolve("of-a-class.png");
        assertRefused(
                Cli.run(with(with(usual, photos), "-o", sheet.toString())),
                "those given are of none",
                "name it by --class");
        Cli named = Cli.run(with(with(usual, photos), "--class", "1", "-o", sheet.toString()));
        assertThat(named.exitCode()).as(named.err()).isZero();
        String beside = folder.resolve("of-a-class.latents.safetensors").toString();
        Cli again = Cli.run(with(usual, "--from", beside, "-o", folder + "/again.png"));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(folder.resolve("again.png")).hasSameBinaryContentAs(sheet);
    }

    @Test
    void aFinishedRunIsTakenAsItIs() throws IOException {
        Path weights = Path.of(run, "image", "model.safetensors");
        var before = Files.getLastModifiedTime(weights);
        Cli again = Cli.run("train", "nested", "--resume", run);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(Files.getLastModifiedTime(weights)).isEqualTo(before);
    }

    @Test
    void aSearchPrintsARowForEachRun() {
        Cli searched =
                Cli.run(
                        "train", "nested",
                        "--latents", latents,
                        "--preset", "nested-tiny",
                        "--levels", "2",
                        "--epochs", "1",
                        "--set", "train.batch=8",
                        "--search", "sigma=0,1.0",
                        "--judge", judge,
                        "--samples", "4",
                        "--out", folder.resolve("search").toString());
        assertThat(searched.exitCode()).as(searched.err()).isZero();
        assertThat(searched.out())
                .contains("Frechet distance over features of " + Path.of(judge).getFileName())
                .contains("| 1 | [] |")
                .contains("| 2 | [0.0] |")
                .contains("| 2 | [1.0] |");
        assertThat(
                        Cli.run(
                                        "train",
                                        "nested",
                                        "--latents",
                                        latents,
                                        "--preset",
                                        "nested-tiny",
                                        "--search",
                                        "sigma=much",
                                        "--out",
                                        folder.resolve("no").toString())
                                .err())
                .contains("write sigma=0,0.5,1.0");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void neighboursAndCost() {
        Path sheet = folder.resolve("near.png");
        Cli near =
                Cli.run(
                        "evaluate",
                        "neighbours",
                        "--model",
                        run,
                        "--latents",
                        latents,
                        "-n",
                        "2",
                        "-k",
                        "3",
                        "-o",
                        sheet.toString(),
                        "--json");
        assertThat(near.exitCode()).as(near.err()).isZero();
        assertThat(near.out()).contains("nearest_top_cosine_distance");
        assertThat(sheet).exists();
        assertThat(Cli.run("train", "nested", "--count", "--preset", "nested-small-l4").out())
                .contains("| 4 | 64 x 1 x 1 | 2 | 1.204 | 2.27 |");
    }
}
