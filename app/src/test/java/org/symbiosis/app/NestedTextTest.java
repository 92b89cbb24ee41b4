package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text to image, from captions in a file to a prompt. */
class NestedTextTest {
    private static final String TOLD = "model.told={text: {tokens: 77, channels: 64}}";

    @TempDir private Path folder;

    @Test
    void captionsTrainAndPromptsDraw() throws IOException {
        String photos = Pictures.folder(folder.resolve("photos"), 4).toString();
        String tower = TinyNetworks.text(folder.resolve("text.safetensors"));
        Path captions = folder.resolve("captions.txt");
        Files.writeString(captions, "across/0.png\tstripes across\n1.png\tmore stripes\n");
        String latents = folder.resolve("latents").toString();
        Cli cached =
                Cli.run(
                        "latents",
                        photos,
                        "--encoder",
                        "none",
                        "--preset",
                        "nested-tiny-l1",
                        "--out",
                        latents);
        assertThat(cached.exitCode()).as(cached.err()).isZero();
        String run = folder.resolve("run").toString();
        Cli untold = train(latents, run);
        assertThat(untold.exitCode()).isEqualTo(2);
        assertThat(untold.err()).contains("give --captions and --text-encoder").hasLineCount(1);
        Cli trained =
                train(latents, run, "--captions", captions.toString(), "--text-encoder", tower);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Path sheet = folder.resolve("sheet.png");
        Cli drawn = generate(run, sheet, "--prompt", "stripes", "--text-encoder", tower);
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(sheet).exists();
        assertThat(generate(run, sheet).err()).contains("give a prompt");
        assertThat(generate(run, sheet, "--prompt", "stripes").err())
                .contains("give --text-encoder");
        assertThat(
                        generate(
                                        run,
                                        sheet,
                                        "--prompt",
                                        "stripe ".repeat(80),
                                        "--text-encoder",
                                        tower)
                                .err())
                .contains("the prompt is too long")
                .hasLineCount(1);
        String[] told = {"--captions", captions.toString(), "--text-encoder", tower};
        Cli captioned = generate(run, sheet, told);
        assertThat(captioned.exitCode()).as(captioned.err()).isZero();
        assertThat(generate(run, sheet, joined(told, "--prompt", "stripes")).err())
                .contains("leave one of them out");
        Cli judged =
                Cli.run(
                        joined(
                                new String[] {"evaluate", "fid"},
                                joined(
                                        told,
                                        "--generator",
                                        run,
                                        "--samples",
                                        "4",
                                        "--steps",
                                        "3",
                                        "--reference",
                                        photos,
                                        "--model",
                                        SmallRun.train(folder.resolve("judge")))));
        assertThat(judged.exitCode()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("nested diffusion");
        String wide = TinyNetworks.text(folder.resolve("wide.safetensors"), 128);
        assertThat(generate(run, sheet, "--prompt", "stripes", "--text-encoder", wide).err())
                .contains("states of 128 channels, and the model takes 64")
                .hasLineCount(1);
        assertThat(generate(run, sheet, "--fix-level", "2").err()).contains("nothing can be fixed");
    }

    @Test
    void whatATrainingIsToldIsReadBeforeItsFolderIsMade() throws IOException {
        String photos = Pictures.folder(folder.resolve("photos"), 2).toString();
        String tower = TinyNetworks.text(folder.resolve("text.safetensors"));
        Path captions = folder.resolve("captions.txt");
        Files.writeString(captions, "no tab here\n");
        String latents = folder.resolve("latents").toString();
        Cli cached =
                Cli.run(
                        "latents",
                        photos,
                        "--encoder",
                        "none",
                        "--preset",
                        "nested-tiny-l1",
                        "--out",
                        latents);
        assertThat(cached.exitCode()).as(cached.err()).isZero();
        Path run = folder.resolve("run");
        String[] texts = {"--captions", captions.toString(), "--text-encoder", tower};
        assertThat(train(latents, run.toString(), texts).err())
                .contains("'no tab here' is no caption")
                .hasLineCount(1);
        Files.writeString(captions, "other.png\tanother picture\n");
        assertThat(train(latents, run.toString(), texts).err())
                .contains("holds no caption of")
                .hasLineCount(1);
        Files.writeString(captions, "0.png\tstripes\n");
        String wide = "model.told={text: {tokens: 77, channels: 32}}";
        assertThat(train(latents, run.toString(), joined(texts, "--set", wide)).err())
                .contains("gives states of 64 channels, and the model takes 32")
                .hasLineCount(1);
        assertThat(run).doesNotExist();
        assertThat(train(latents, run.toString(), texts).exitCode()).isZero();
    }

    private static Cli train(String latents, String run, String... more) {
        String[] usual = {
            "train", "nested",
            "--latents", latents,
            "--preset", "nested-tiny-l1",
            "--epochs", "1",
            "--set", "train.batch=4",
            "--set", TOLD,
            "--out", run
        };
        return Cli.run(joined(usual, more));
    }

    private static Cli generate(String run, Path out, String... more) {
        String[] usual = {
            "generate", "--model", run, "-n", "2", "--steps", "3", "-o", out.toString()
        };
        return Cli.run(joined(usual, more));
    }

    private static String[] joined(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
