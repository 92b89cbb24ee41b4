package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.tensor.Scope;

/** CLIP and Stable Diffusion as models of the commands. */
class PublicModelsTest {
    @TempDir static Path folder;
    private static String clip;
    private static String diffusion;
    private static Path photo;

    @BeforeAll
    static void write() throws IOException {
        try (Scope s = Scope.open()) {
            clip = TinyNetworks.clip(folder);
            diffusion = TinyNetworks.diffusion(folder.resolve("sd"));
        }
        photo = folder.resolve("photo.png");
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 60; x++) {
            for (int y = 0; y < 40; y++) {
                image.setRGB(x, y, x < 25 ? 0x202060 : 0xe0d0a0);
            }
        }
        ImageIO.write(image, "png", photo.toFile());
    }

    private static Cli segment(String model, Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("segment", photo.toString()));
        args.addAll(List.of("--model", model, "--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static void assertLabels(Path out) throws IOException {
        BufferedImage labels = ImageIO.read(out.resolve("photo.labels.png").toFile());
        assertThat(labels.getWidth()).isEqualTo(60);
        assertThat(labels.getHeight()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"exact", "fast", "kmeans", "tokencut"})
    void clipCutsPhotographs(String method) throws IOException {
        Path out = folder.resolve("clip-" + method);
        Cli done = segment(clip, out, "--size", "32", "--method", method);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertLabels(out);
    }

    @ParameterizedTest
    @CsvSource({"exact, nothing", "fast, a photo", "kmeans, nothing", "maskcut, nothing"})
    void stableDiffusionCutsPhotographs(String method, String prompt) throws IOException {
        Path out = folder.resolve("sd-" + method);
        Cli done =
                segment(
                        diffusion,
                        out,
                        "--size",
                        "64",
                        "--method",
                        method,
                        "--prompt",
                        prompt,
                        "--noise",
                        "20-300",
                        "--draws",
                        "2");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertLabels(out);
    }

    @ParameterizedTest
    @CsvSource({
        "--noise, 500, two levels",
        "--noise, 300-200, noise levels from 300",
        "--draws, 0, draws",
        "--size, 50, multiple of 32"
    })
    void whatStableDiffusionCannotDoIsOneLine(String option, String value, String said) {
        Cli done = segment(diffusion, folder.resolve("no"), "--method", "fast", option, value);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).startsWith("symbiosis: ").contains(said);
    }

    @Test
    void commandsForTransformersSayWhyTheyRefuseStableDiffusion() {
        Cli done =
                Cli.run(
                        "features",
                        folder.toString(),
                        "--model",
                        diffusion + "/unet/diffusion_pytorch_model.safetensors",
                        "--out",
                        folder.resolve("no.npy").toString());
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("Stable Diffusion").contains("'segment'");
    }

    @Test
    void aFolderWithoutAutoencoderNamesTheMend() throws IOException {
        Path part = folder.resolve("part");
        Files.createDirectories(part.resolve("unet"));
        Files.copy(
                Path.of(diffusion, "unet", "diffusion_pytorch_model.safetensors"),
                part.resolve("unet/diffusion_pytorch_model.safetensors"));
        Cli done = segment(part.toString(), folder.resolve("none"));
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.lastError()).contains("has no vae").contains("models pull sd-vae");
    }

    @ParameterizedTest
    @CsvSource({"cls, -1, class token", "mean, 1, blocks.1", "grid, 0, 4 x 4 regions"})
    void clipMakesVectorsOfImages(String pool, String layer, String said) throws IOException {
        Path images = Pictures.folder(folder.resolve("for-" + pool), 2);
        Path out = folder.resolve(pool + ".npy");
        Cli done =
                Cli.run(
                        "features",
                        images.toString(),
                        "--model",
                        clip,
                        "--pool",
                        pool,
                        "--layer",
                        layer,
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains(pool.equals("grid") ? "4 x 1024" : "4 x 64").contains(said);
        Cli beyond =
                Cli.run(
                        "features",
                        images.toString(),
                        "--model",
                        clip,
                        "--layer",
                        "2",
                        "--out",
                        out.toString());
        assertThat(beyond.exitCode()).isEqualTo(2);
        assertThat(beyond.lastError()).contains("no layer 2").contains("0 to 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalImagesAreSolvedTogether(boolean byClip) throws IOException {
        Path set = Files.createDirectories(folder.resolve("set-" + byClip));
        Files.copy(photo, set.resolve("a.png"));
        Files.copy(photo, set.resolve("b.png"));
        Path out = folder.resolve("together-" + byClip);
        Cli done =
                Cli.run(
                        "segment",
                        set.toString(),
                        "--dataset",
                        "--model",
                        byClip ? clip : diffusion,
                        "--size",
                        byClip ? "32" : "64",
                        "--regions",
                        "2",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(out.resolve("a.labels.png")).isNotEmptyFile();
    }
}
