package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.app.generation.InceptionJudge;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.pretrained.Inception;
import org.symbiosis.pretrained.InceptionVariant;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;

/** Distances of sets of images, in the features of an encoder and of Inception. */
class GenerationCommandsTest {
    @TempDir private static Path folder;
    private static String run;
    private static String images;
    private static String others;
    private static String inception;

    @BeforeAll
    static void prepare() throws IOException {
        run = SmallRun.train(folder);
        images = folder.resolve("images").toString();
        Files.createDirectories(folder.resolve("elsewhere"));
        for (int i = 3; i < 6; i++) { // the brighter half
            String name = i + ".png";
            Files.copy(folder.resolve("images/down/" + name), folder.resolve("elsewhere/" + name));
        }
        others = folder.resolve("elsewhere").toString();
        Path weights = folder.resolve("inception.safetensors");
        Seed.set(1);
        try (Scope s = Scope.open();
                Inception network = new Inception(InceptionVariant.FID, 1008)) {
            Safetensors.write(weights, network.state(), Map.of());
        }
        inception = weights.toString();
    }

    private static JsonNode json(String... args) throws IOException {
        return EvaluationCommandsTest.json(args);
    }

    @Test
    void aDistanceOverAnEncoderIsNeverCalledFid() throws IOException {
        JsonNode same =
                json(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        images,
                        "--model",
                        run,
                        "--json");
        assertThat(same.path("distance").asDouble()).isEqualTo(0, within(1e-9));
        assertThat(same.path("measure").asText())
                .isEqualTo("Frechet distance over features of " + run);
        assertThat(same.toString()).doesNotContainIgnoringCase("fid");
        JsonNode apart =
                json(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        others,
                        "--model",
                        run,
                        "--pool",
                        "grid",
                        "--json");
        assertThat(apart.path("distance").asDouble()).isGreaterThan(1e-6);
        assertThat(apart.path("features").asText()).contains("4 x 4 regions");
        assertThat(apart.path("reference_images").asInt()).isEqualTo(3);
    }

    @Test
    void statisticsAreKeptAndReadAgain() throws IOException {
        String kept = folder.resolve("kept.npz").toString();
        JsonNode first =
                json(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        others,
                        "--model",
                        run,
                        "--save-reference",
                        kept,
                        "--json");
        JsonNode again =
                json(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        kept,
                        "--model",
                        run,
                        "--json");
        assertThat(again.path("distance").asDouble()).isEqualTo(first.path("distance").asDouble());
        assertThat(again.path("reference_images").asInt()).isEqualTo(3);
    }

    @Test
    void inceptionNamesItsScore() throws IOException {
        JsonNode score =
                json(
                        "evaluate",
                        "is",
                        "--data",
                        images,
                        "--inception",
                        inception,
                        "--splits",
                        "2",
                        "--json");
        assertThat(score.path("inception_score").asDouble()).isGreaterThanOrEqualTo(1);
        assertThat(score.path("features").asText()).contains("pytorch-fid").contains("299");
        assertThat(score.path("images").asInt()).isEqualTo(12);
    }

    @Test
    void onlyTheFullNumberOfImagesMakesAPlainFid() {
        Path weights = Path.of(inception);
        try (InceptionJudge judge = new InceptionJudge(weights, OnCorrupt.SKIP, Progress.SILENT)) {
            assertThat(judge.measure(50_000)).isEqualTo("FID");
            assertThat(judge.measure(5_000)).isEqualTo("FID-5k");
            assertThat(judge.measure(617)).isEqualTo("FID-617");
        }
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        Cli none = Cli.run("evaluate", "fid", "--data", images, "--reference", images);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.lastError()).contains("--inception").contains("--model");
        Cli few =
                Cli.run(
                        "evaluate",
                        "is",
                        "--data",
                        images,
                        "--inception",
                        inception,
                        "--splits",
                        "13");
        assertThat(few.exitCode()).isEqualTo(2);
        assertThat(few.lastError()).contains("12 images in 13 splits");
        Cli wrong =
                Cli.run(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        images,
                        "--inception",
                        run + "/model.safetensors");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.lastError()).contains("is no Inception v3").contains("inception-fid");
        Cli unfit =
                Cli.run(
                        "evaluate",
                        "fid",
                        "--data",
                        images,
                        "--reference",
                        images,
                        "--inception",
                        folder.resolve("nothing.pth").toString());
        assertThat(unfit.exitCode()).isEqualTo(2);
        assertThat(unfit.lastError()).contains("no file or public network");
    }
}
