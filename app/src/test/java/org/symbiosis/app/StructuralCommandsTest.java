package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chapter 3's compared method and its measures, from pictures to numbers. */
class StructuralCommandsTest {
    @TempDir private static Path folder;
    private static String images;

    @BeforeAll
    static void paint() throws IOException {
        images = Pictures.folder(folder.resolve("images"), 8).toString();
    }

    private static Cli train(String method, Path run, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of("train", method, "--data", images, "--epochs", "1", "--out"));
        all.add(run.toString());
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void simClrLearnsAndItsFeaturesAreMeasured() throws IOException {
        Path run = folder.resolve("simclr");
        Cli trained =
                train(
                        "simclr",
                        run,
                        "--augmentation",
                        "none",
                        "--set",
                        "train.batch=8",
                        "--set",
                        "model.network.backbone.residual.baseWidth=4",
                        "--set",
                        "model.network.hidden=8");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("both views of an image are the same");
        JsonNode svm =
                EvaluationCommandsTest.json(
                        "evaluate",
                        "svm",
                        "--model",
                        "" + run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--json");
        assertThat(svm.path("svm_top1").asDouble(-1)).isBetween(50.0, 100.0);
        assertThat(svm.path("feature").asText()).isEqualTo("backbone");
        Cli latents =
                Cli.run(
                        "latents",
                        images,
                        "--encoder",
                        "" + run,
                        "--preset",
                        "nested-tiny",
                        "--out",
                        "" + folder.resolve("latents"));
        assertThat(latents.exitCode()).as(latents.err()).isZero();
        Path picture = folder.resolve("map.png");
        JsonNode map =
                EvaluationCommandsTest.json(
                        "evaluate",
                        "tsne",
                        "--model",
                        "" + run,
                        "--part",
                        "embedding",
                        "--data",
                        images,
                        "--iterations",
                        "60",
                        "-o",
                        "" + picture,
                        "--json");
        assertThat(map.path("images").asInt()).isEqualTo(16);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(100);
        assertThat(folder.resolve("map.npy")).exists();
    }

    @Test
    void aDiscriminatorIsMeasuredBesidePixelsAndItsBeginning() throws IOException {
        Path run = folder.resolve("gan");
        Cli trained =
                train(
                        "gan",
                        run,
                        "--set",
                        "train.batch=8",
                        "--set",
                        "model.cluster.bank=8",
                        "--set",
                        "model.discriminator.backbone.residual.baseWidth=2",
                        "--set",
                        "model.discriminator.embedding=4",
                        "--set",
                        "model.generator.big-gan-deep.channels=2");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        JsonNode result =
                EvaluationCommandsTest.json(
                        "evaluate",
                        "gan",
                        "--model",
                        "" + run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--runs",
                        "2",
                        "--probe-epochs",
                        "3",
                        "--json");
        List<String> features = new ArrayList<>();
        result.path("rows").forEach(r -> features.add(r.path("feature").asText()));
        assertThat(features)
                .containsExactly(
                        "pixels",
                        "untrained backbone",
                        "backbone",
                        "embedding",
                        "backbone of the last step");
        for (JsonNode row : result.path("rows")) {
            for (String name :
                    List.of("svm_top1", "kmeans_accuracy", "purity", "probe_top1", "knn1_top1")) {
                assertThat(row.path(name).asDouble(-1)).as(name).isBetween(0.0, 100.0);
            }
        }
        Cli table =
                Cli.run(
                        "evaluate",
                        "gan",
                        "--model",
                        "" + run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--runs",
                        "1",
                        "--probe-epochs",
                        "1");
        assertThat(table.out()).contains("| feature | SVM |").contains("| pixels |");
        JsonNode drawn =
                EvaluationCommandsTest.json(
                        "evaluate",
                        "fid",
                        "--generator",
                        "" + run,
                        "--samples",
                        "40",
                        "--seed",
                        "3",
                        "--reference",
                        images,
                        "--model",
                        "" + run,
                        "--json");
        assertThat(drawn.path("images").asInt()).isEqualTo(40);
        assertThat(drawn.path("kind").asText()).isEqualTo("gan");
        assertThat(drawn.path("distance").asDouble()).isPositive();
        JsonNode again =
                EvaluationCommandsTest.json(
                        "evaluate",
                        "fid",
                        "--generator",
                        "" + run,
                        "--samples",
                        "40",
                        "--seed",
                        "3",
                        "--reference",
                        images,
                        "--model",
                        "" + run,
                        "--json");
        assertThat(again).isEqualTo(drawn);
        Cli wrong =
                Cli.run("evaluate", "gan", "--model", images, "--train", images, "--test", images);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.lastError()).contains("no finished model");
    }
}
