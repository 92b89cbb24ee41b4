package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMaeCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"vit-tiny", "mae"})
    void timesAStep(String model) throws IOException {
        Run run =
                Run.of(
                        new BenchCommand(),
                        "mae",
                        "--model",
                        model,
                        "--batch",
                        "4",
                        "--steps",
                        "2",
                        "--rounds",
                        "2",
                        "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.path("model").asText()).isEqualTo(model);
        assertThat(tree.path("rounds")).hasSize(2);
        assertThat(tree.path("imagesPerSecond").asDouble()).isPositive();
    }

    @Test
    void printsARowForEachRound() {
        Run run = Run.of(new BenchMaeCommand(), "--batch", "2", "--steps", "1", "--rounds", "3");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().filter(l -> l.endsWith("images/s"))).hasSize(4);
    }

    @Test
    void anUnknownModelIsWrongUsage() {
        Run run = Run.of(new BenchMaeCommand(), "--model", "resnet");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--model").contains("[vit-tiny, mae]");
    }

    @Test
    void benchAloneSaysWhatThereIs() {
        Run run = Run.of(new BenchCommand());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("such as mae, segment or dataset");
    }
}
