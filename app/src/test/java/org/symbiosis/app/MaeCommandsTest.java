package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/** From a folder of pictures to a model, its features and their scores. */
class MaeCommandsTest {
    @TempDir private static Path folder;
    private static String images;
    private static Path run;

    static final List<String> SMALL =
            List.of(
                    "--set", "model.dim=24",
                    "--set", "model.depth=2",
                    "--set", "model.decoderDim=24",
                    "--set", "model.decoderDepth=1",
                    "--set", "train.batch=8");

    @BeforeAll
    static void train() throws IOException {
        images = Pictures.folder(folder.resolve("images"), 12).toString();
        run = folder.resolve("run");
        Cli trained = mae("--data", images, "--epochs", "2", "--out", run.toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out().strip()).isEqualTo(run.resolve("model.safetensors").toString());
    }

    private static Cli mae(String... args) {
        List<String> all = new ArrayList<>(List.of("train", "mae"));
        all.addAll(SMALL);
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void aRunHoldsEverythingThatMadeIt() throws IOException {
        assertThat(run.resolve("config.yaml")).content().contains("depth: 2").contains("epochs: 2");
        assertThat(run.resolve("images.yaml")).content().contains("images");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).isNotEmpty();
        assertThat(run.resolve("checkpoints")).isNotEmptyDirectory();
    }

    @Test
    void aFinishedRunIsNotOverwritten() {
        Cli again = mae("--data", images, "--out", run.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.lastError()).contains("already holds a training").contains("--resume");
    }

    @Test
    void resumingNeedsNothingButTheRun() {
        Cli resumed = Cli.run("train", "mae", "--resume", run.toString());
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("24 images of " + images);
    }

    @Test
    void resumingUnderAnotherConfigurationIsRefused() {
        Cli resumed = mae("--resume", run.toString());
        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.lastError()).contains("the run's own configuration");
    }

    @ParameterizedTest
    @CsvSource({"--preset, cifar", "--size, 64", "--epochs, 3", "--seed, 1", "--out, elsewhere"})
    void whatShapesANewRunIsRefusedWhereOneGoesOn(String option, String value) {
        Cli resumed = Cli.run("train", "mae", "--resume", run.toString(), option, value);
        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.lastError())
                .contains(
                        "--resume goes on under the run's own configuration: leave out " + option);
    }

    @Test
    void printedConfigurationTrainsTheSame() throws IOException {
        Cli printed = mae("--print-config", "--epochs", "2");
        Path file = folder.resolve("printed.yaml");
        Files.writeString(file, printed.out());
        Cli again =
                Cli.run(
                        "train",
                        "mae",
                        "--preset",
                        "cifar",
                        "--print-config",
                        "--config",
                        "" + file);
        assertThat(again.out()).isEqualTo(printed.out());
    }

    @Test
    void optionsStandOverTheFileAndSingleValuesOverThem() throws IOException {
        Path file = folder.resolve("over.yaml");
        Files.writeString(
                file,
                """
                train:
                  epochs: 8
                  seed: 3
                  learningRate:
                    constant: {peak: 1e-3, scaling: NONE}
                """);
        String printed =
                mae("--print-config", "--config", "" + file, "--epochs", "2", "--seed", "5").out();
        assertThat(printed).contains("epochs: 2.0").contains("seed: 5").contains("constant:");
        assertThat(mae("--print-config", "--epochs", "2", "--set", "train.epochs=7").out())
                .contains("epochs: 7.0");
    }

    @Test
    void featuresAreANumpyFileAndAListOfPaths() throws IOException {
        Path npy = folder.resolve("out/f.npy");
        Cli made =
                Cli.run("features", images, "--model", "" + run, "-o", "" + npy, "--pool", "cls");
        assertThat(made.exitCode()).as(made.err()).isZero();
        try (Scope s = Scope.open()) {
            Tensor features = Npy.read(npy);
            assertThat(Shapes.of(features)).containsExactly(24, 24);
        }
        assertThat(Files.readAllLines(folder.resolve("out/f.txt")))
                .hasSize(24)
                .startsWith("across/0.png");
    }

    @Test
    void aLayerInTheMiddleCanBeAskedFor() {
        String npy = folder.resolve("middle.npy").toString();
        Cli made = Cli.run("features", images, "--model", "" + run, "-o", npy, "--layer", "0");
        assertThat(made.out()).contains("blocks.0, mean of all tokens");
        Cli none = Cli.run("features", images, "--model", "" + run, "-o", npy, "--layer", "2");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.lastError()).contains("no layer 2").contains("0 to 1");
    }

    @Test
    void knnProbeAndRankPrintJson() throws IOException {
        for (String measure : List.of("knn", "probe")) {
            JsonNode result =
                    json(
                            "evaluate",
                            measure,
                            "--model",
                            "" + run,
                            "--train",
                            images,
                            "--test",
                            images,
                            "--json");
            double top1 =
                    result.path(measure.equals("knn") ? "knn20_top1" : "probe_top1").asDouble(-1);
            assertThat(top1).isBetween(0.0, 100.0);
            assertThat(result.path("feature").asText()).contains("mean of all tokens");
        }
        JsonNode rank = json("evaluate", "rank", "--model", "" + run, "--data", images, "--json");
        assertThat(rank.path("images").asInt()).isEqualTo(24);
        assertThat(rank.path("exp_rho").asDouble()).isBetween(1.0, 24.0);
    }

    @Test
    void theProbeOfMaskedAutoencodersSeesAugmentedImages() throws IOException {
        JsonNode result =
                json(
                        "evaluate",
                        "probe",
                        "--protocol",
                        "mae",
                        "--epochs",
                        "3",
                        "--model",
                        "" + run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--json");
        assertThat(result.path("probe_top1").asDouble(-1)).isBetween(0.0, 100.0);
    }

    @Test
    void fineTuningSavesAModel() throws IOException {
        Path tuned = folder.resolve("tuned");
        JsonNode result =
                json(
                        "evaluate",
                        "finetune",
                        "--model",
                        "" + run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--out",
                        "" + tuned,
                        "--set",
                        "train.epochs=1",
                        "--set",
                        "train.batch=8",
                        "--json");
        assertThat(result.path("tested").asInt()).isEqualTo(24);
        assertThat(tuned.resolve("model.safetensors")).exists();
    }

    private static JsonNode json(String... args) throws IOException {
        Cli done = Cli.run(args);
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }
}
