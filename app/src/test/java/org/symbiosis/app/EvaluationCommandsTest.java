package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures of features: SVM, k-means, the votes of neighbours. */
class EvaluationCommandsTest {
    @TempDir private static Path folder;
    private static String run;
    private static String images;

    @BeforeAll
    static void train() throws IOException {
        run = SmallRun.train(folder);
        images = folder.resolve("images").toString();
    }

    static JsonNode json(String... args) throws IOException {
        Cli done = Cli.run(args);
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }

    @Test
    void anSvmTellsItsChoiceOfC() throws IOException {
        JsonNode result =
                json(
                        "evaluate",
                        "svm",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--runs",
                        "2",
                        "--json");
        assertThat(result.path("svm_top1").asDouble(-1)).isBetween(50.0, 100.0);
        assertThat(result.path("c")).hasSize(2);
        Cli text =
                Cli.run(
                        "evaluate",
                        "svm",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--c",
                        "1");
        assertThat(text.out()).containsPattern("c +\\[1\\.0\\]");
        Cli wrong =
                Cli.run(
                        "evaluate",
                        "svm",
                        "--model",
                        run,
                        "--train",
                        images,
                        "--test",
                        images,
                        "--c",
                        "0");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.lastError()).contains("C = 0.0").contains("positive");
    }

    @Test
    void kMeansGivesMeanAndDeviation() throws IOException {
        JsonNode result =
                json(
                        "evaluate",
                        "kmeans",
                        "--model",
                        run,
                        "--data",
                        images,
                        "--runs",
                        "3",
                        "--json");
        assertThat(result.path("clusters").asInt()).isEqualTo(2);
        assertThat(result.path("kmeans_accuracy").asDouble()).isBetween(50.0, 100.0);
        assertThat(result.path("purity").asDouble()).isBetween(50.0, 100.0);
        assertThat(result.path("nmi").asDouble(-1)).isBetween(0.0, 100.0);
        assertThat(result.path("nmi_deviation").isNumber()).isTrue();
        Cli many =
                Cli.run("evaluate", "kmeans", "--model", run, "--data", images, "--clusters", "99");
        assertThat(many.exitCode()).isEqualTo(2);
        assertThat(many.lastError()).contains("99 clusters of 12 points");
    }

    @Test
    void neighboursVoteInThreeWays() throws IOException {
        for (String vote : new String[] {"cosine", "euclidean", "majority"}) {
            JsonNode result =
                    json(
                            "evaluate",
                            "knn",
                            "--model",
                            run,
                            "--train",
                            images,
                            "--test",
                            images,
                            "-k",
                            "1",
                            "--vote",
                            vote,
                            "--json");
            assertThat(result.path("knn1_top1").asDouble()).as(vote).isEqualTo(100);
            assertThat(result.path("vote").asText().toLowerCase(Locale.ROOT)).contains(vote);
        }
    }
}
