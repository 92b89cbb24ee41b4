package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and figures on a handful of pictures: not their numbers, but all of their parts. */
class ReproduceTest {
    @TempDir private Path folder;

    private Cli reproduce(String what, String... more) throws IOException {
        String images = Pictures.folder(folder.resolve("images"), 8).toString();
        List<String> all = new ArrayList<>(List.of("reproduce", what));
        all.addAll(List.of("--data", images, "--test", images, "--epochs", "1"));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        all.addAll(List.of(more));
        Cli done = Cli.run(all.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(folder.resolve("out/report.html")).content().contains("<!DOCTYPE html>");
        return done;
    }

    private Cli small(String what, String... more) throws IOException {
        List<String> all = new ArrayList<>(MaeCommandsTest.SMALL);
        all.addAll(List.of("--seeds", "1"));
        all.addAll(List.of(more));
        return reproduce(what, all.toArray(String[]::new));
    }

    @Test
    void aTableIsTrainedOnceAndThenRecalled() throws IOException {
        Cli first = small("table-2.2", "--rows", "(1.0|0.6), skips");
        assertThat(first.out()).contains("| 1.0, skips |").contains("| 0.6, skips |");
        assertThat(folder.resolve("out/results.json")).content().contains("\"probe\"");
        Path model = folder.resolve("out/0.6-skips-seed-0/model.safetensors");
        Files.delete(model);
        Cli second = small("table-2.2", "--rows", "(1.0|0.6), skips");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(model).doesNotExist();
    }

    @Test
    void ablationsOfTable2_3() throws IOException {
        Cli done = small("table-2.3", "--rows", "learnable, skips|scale both|MLP only, 0.6");
        assertThat(done.out()).contains("| learnable, skips |").contains("| scale both |");
    }

    @Test
    void learntAlphasOfTableA1() throws IOException {
        assertThat(small("table-a.1").out()).contains("| 0 | attention |").contains("| 0 | MLP |");
    }

    @Test
    void diffusionModelsOfTable2_4() throws IOException {
        String[] rows = {
            "--rows", "alphaMin (1.0.*|0.7)",
            "--drawn", "4",
            "--seeds", "1",
            "--set", "model.dim=16",
            "--set", "model.depth=2",
            "--set", "model.heads=2",
            "--set", "train.batch=8"
        };
        Cli first = reproduce("table-2.4", rows);
        assertThat(first.out())
                .contains(
                        "| alphaMin 1.0 |", "| alphaMin 1.0, zero branches |", "| alphaMin 0.7 |");
        assertThat(folder.resolve("out/alphaMin-1.0-zero-branches-seed-0/identity.txt"))
                .content()
                .contains("ZERO_BRANCHES", "4 pictures");
        assertThat(folder.resolve("out/alphaMin-1.0-zero-branches-seed-0.png")).isNotEmptyFile();
        assertThat(first.out()).contains("Frechet distance over features of masked autoencoder");
        assertThat(folder.resolve("out/alphaMin-0.7-seed-0/pictures")).isNotEmptyDirectory();
        assertThat(folder.resolve("out/alphaMin-0.7-seed-0/probes.json")).isNotEmptyFile();
        assertThat(reproduce("table-2.4", rows).out()).isEqualTo(first.out());
    }

    @Test
    void table2_4AtFullScaleDrawsByTheDissertationsSolver() throws IOException {
        reproduce(
                "table-2.4",
                "--scale",
                "full",
                "--rows",
                "alphaMin 0.6",
                "--drawn",
                "2",
                "--seeds",
                "1",
                "--set",
                "model.dim=16",
                "--set",
                "model.depth=2",
                "--set",
                "model.heads=2",
                "--set",
                "model.patch=8",
                "--set",
                "train.batch=8");
        assertThat(folder.resolve("out/report.html"))
                .content()
                .contains("by euler-maruyama in 1000 calls");
        assertThat(folder.resolve("out/alphaMin-0.6-seed-0/identity.txt"))
                .content()
                .contains("2 pictures by euler-maruyama in 1000 calls");
    }

    @Test
    void coursesOfFigure2_4() throws IOException {
        assertThat(small("figure-2.4").out()).contains("| 0.6 | 0 |").contains("| 1.0 | 0 |");
    }

    @Test
    void ranksOfFigureA3() throws IOException {
        Cli done = reproduce("figure-a.3", "--set", "train.batch=8", "--set", "model.width=4");
        assertThat(done.out()).contains("| 8 | 1.0 |").contains("| 8 | 0.7 |");
    }

    @ParameterizedTest
    @CsvSource({
        "table-5.1,--test", "table-d.1,--data", "figure-3.2,--images", "table-6.1,--test-images",
        "figure-a.3,--seeds", "table-4.1,--rows", "table-6.3,--model", "table-2.1,--captions",
        "table-5.1,--autoencoder", "table-5.4,--levels", "table-2.1,--drawn"
    })
    void optionsThatMakeNoDifferenceAreRefused(String what, String option) {
        Cli refused = Cli.run("reproduce", what, option, "1");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(option + " with " + what + ": leave it out")
                .hasLineCount(1);
    }

    @Test
    void captionsOfTable5_4() throws IOException {
        Path captions = folder.resolve("captions.txt");
        Files.writeString(captions, "across/0.png\tstripes across\ndown/1.png\tstripes down\n");
        String[] small = {
            "--seeds", "1",
            "--drawn", "4",
            "--captions", captions.toString(),
            "--text-encoder", TinyNetworks.text(folder.resolve("text.safetensors")),
            "--set", "generation.sampler.dpm-solver-plus-plus-fast.calls=3",
            "--set", "model.network.dim=32",
            "--set", "train.batch=8"
        };
        Cli first = reproduce("table-5.4", small);
        assertThat(first.out())
                .containsPattern("\\| U-ViT \\(L = 1\\) \\| 5.42 \\| 14.98 \\| \\d+\\.\\d+ \\| \\d")
                .containsPattern("\\| ours, L = 3 \\| 5.92 \\| 6.97 \\| \\d+\\.\\d+ \\| \\d")
                .contains("Frechet distance over features of masked autoencoder");
        assertThat(reproduce("table-5.4", small).out()).isEqualTo(first.out());
    }

    @Test
    void textsThatAreMissingOrUselessAreOneLine() throws IOException {
        String images = Pictures.folder(folder.resolve("images"), 1).toString();
        String out = folder.resolve("never").toString();
        String[] table = {"reproduce", "table-5.4", "--data", images, "--out", out};
        assertThat(Cli.run(table).err()).contains("give it by --text-encoder").hasLineCount(1);
        assertThat(
                        Cli.run(
                                        "reproduce",
                                        "table-5.4",
                                        "--data",
                                        images,
                                        "--out",
                                        out,
                                        "--text-encoder",
                                        "clip-l14-text")
                                .err())
                .contains("come without captions")
                .hasLineCount(1);
        assertThat(
                        Cli.run(
                                        "reproduce", "table-5.3",
                                        "--out", out,
                                        "--text-encoder", "clip-l14-text")
                                .err())
                .contains("--text-encoder with table-5.3: leave it out")
                .hasLineCount(1);
        assertThat(Path.of(out)).doesNotExist();
    }
}
