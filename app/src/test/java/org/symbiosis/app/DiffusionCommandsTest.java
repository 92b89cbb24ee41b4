package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of pictures to a diffusion model, its pictures and its features. */
class DiffusionCommandsTest {
    @TempDir private static Path folder;
    private static String images;
    private static String run;

    @BeforeAll
    static void train() throws IOException {
        images = Pictures.folder(folder.resolve("images"), 12).toString();
        run = folder.resolve("run").toString();
        Cli trained = diffusion("--data", images, "--epochs", "2", "--classes", "2", "--out", run);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
    }

    private static Cli diffusion(String... args) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "train", "diffusion",
                                "--set", "model.dim=16",
                                "--set", "model.depth=2",
                                "--set", "model.heads=2",
                                "--set", "train.batch=8"));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    private static Cli generate(String... args) {
        List<String> all = new ArrayList<>(List.of("generate", "--model", run, "--steps", "4"));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void aRunGoesOnUnderItsOwnPresetOnly() {
        for (String[] other : new String[][] {{"--preset", "cifar"}, {"--classes", "2"}}) {
            Cli refused =
                    Cli.run(with(new String[] {"train", "diffusion", "--resume", run}, other));
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("under the run's own configuration")
                    .contains("leave out --")
                    .hasLineCount(1);
        }
    }

    @Test
    void aCacheTakesThePlaceOfImages() {
        String cache = folder.resolve("latents").toString();
        assertDone(
                Cli.run("latents", images, "--levels", "1", "--encoder", "none", "--out", cache));
        String out = folder.resolve("of-latents").toString();
        String[] few = {"--epochs", "2", "--classes", "2", "--latents", cache};
        Cli trained = diffusion(with(few, "--out", out));
        assertDone(trained);
        assertThat(trained.err()).contains("latents of 24 images in " + cache);
        assertThat(Path.of(out, "latents.yaml")).content().contains(cache);
        assertDone(Cli.run("train", "diffusion", "--resume", out));
        Cli both = diffusion(with(few, "--data", images));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("takes the place of images").hasLineCount(1);
        Cli other = diffusion(with(few, "--preset", "latents", "--out", out + "2"));
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds pixels", "choose another --preset");
    }

    @Test
    void aRunHoldsItsRecipeAndBothWeights() {
        assertThat(Path.of(run, "config.yaml")).content().contains("labels: 3", "alphaMin: 0.7");
        assertThat(Path.of(run, "model.safetensors")).isNotEmptyFile();
        assertThat(Path.of(run, "ema.safetensors")).isNotEmptyFile();
    }

    @Test
    void aPictureIsTheSameOnASheetInAFolderAndAlone() throws IOException {
        Path all = folder.resolve("all");
        Path some = folder.resolve("some");
        String[] drawn = {"--guidance", "0.5", "--seed", "7"};
        assertDone(generate(with(drawn, "-n", "6", "-o", all.toString())));
        assertDone(
                generate(
                        with(
                                drawn,
                                "-n",
                                "2",
                                "--first",
                                "3",
                                "--batch",
                                "1",
                                "-o",
                                some.toString())));
        try (var files = Files.list(all)) {
            assertThat(files).hasSize(6);
        }
        assertThat(some.resolve("000003.png")).hasSameBinaryContentAs(all.resolve("000003.png"));
        assertThat(some.resolve("000004.png")).hasSameBinaryContentAs(all.resolve("000004.png"));
        assertThat(some.resolve("000002.png")).doesNotExist();
        assertThat(ImageIO.read(all.resolve("000000.png").toFile()).getWidth()).isEqualTo(32);
    }

    @Test
    void everySamplerDraws() {
        for (String sampler :
                List.of(
                        "dpm-fast",
                        "dpm-2",
                        "dpm-3",
                        "dpm++-fast",
                        "dpm++",
                        "ddim",
                        "ddpm",
                        "euler-maruyama",
                        "euler-ode")) {
            Path sheet = folder.resolve(sampler + ".png");
            assertDone(generate("-n", "1", "--sampler", sampler, "-o", sheet.toString()));
            assertThat(sheet).isNotEmptyFile();
        }
    }

    @Test
    void saysHowItDrewForMachines() throws IOException {
        Cli json = generate("-n", "2", "--json", "-o", folder.resolve("j.png").toString());
        JsonNode said = new ObjectMapper().readTree(json.out());
        assertThat(said.get("weights").asText()).isEqualTo("running mean");
        assertThat(said.get("sampler").asText()).contains("DpmSolverPlusPlusFast", "4");
        assertThat(said.get("pictures").asInt()).isEqualTo(2);
    }

    @Test
    void probesBlocksAndNoiseLevels() throws IOException {
        Cli probed =
                Cli.run(
                        "evaluate",
                        "diffusion",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--times",
                        "0.05,0.2",
                        "--epochs",
                        "3",
                        "--json");
        assertThat(probed.exitCode()).as(probed.err()).isZero();
        JsonNode said = new ObjectMapper().readTree(probed.out());
        assertThat(said.has("mid_block at 0.05")).isTrue();
        assertThat(said.has("out_blocks.0 at 0.2")).isTrue();
        assertThat(said.get("probe_top1").asDouble()).isBetween(0.0, 100.0);
        assertThat(said.get("best_layer").asText()).isIn("mid_block", "out_blocks.0");
    }

    @Test
    void itsFeaturesAreThoseOfAnyEncoder() throws IOException {
        Cli known =
                Cli.run(
                        "evaluate",
                        "knn",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--time",
                        "0.1",
                        "--json");
        assertThat(known.exitCode()).as(known.err()).isZero();
        assertThat(new ObjectMapper().readTree(known.out()).get("feature").asText())
                .isEqualTo("mid_block, mean of patch tokens, time 0.1");
        assertRefused(
                Cli.run(
                        "evaluate",
                        "knn",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--layer",
                        "3"),
                "layers 0 to 2");
    }

    @Test
    void wrongWishesAreRefusedInALine() {
        assertRefused(generate("--sampler", "magic"), "there is no sampler 'magic'");
        assertRefused(generate("--class", "2"), "there is no class 2");
        assertRefused(generate("--guidance", "-1"), "--guidance must not be negative");
        assertRefused(generate("-n", "0"), "--samples");
        assertRefused(
                Cli.run("generate", "--model", folder.resolve("nowhere").toString()), "nowhere");
        assertRefused(
                diffusion("--data", images, "--classes", "5", "--out", run + "5"),
                "one of 5 classes");
        assertRefused(diffusion("--preset", "huge"), "there is no preset 'huge'");
        assertRefused(
                Cli.run(
                        "train",
                        "diffusion",
                        "--data",
                        images,
                        "--preset",
                        "latents",
                        "--out",
                        run + "l"),
                "--autoencoder");
    }

    private static void assertDone(Cli cli) {
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    private static void assertRefused(Cli cli, String because) {
        assertThat(cli.exitCode()).as(cli.err()).isPositive();
        assertThat(cli.lastError()).contains(because);
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
