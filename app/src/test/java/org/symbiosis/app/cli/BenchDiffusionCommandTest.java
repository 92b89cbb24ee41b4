package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchDiffusionCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"train", "sample"})
    void timesAStep(String work) throws IOException {
        Run run =
                Run.of(
                        new BenchCommand(),
                        "diffusion",
                        "--work",
                        work,
                        "--batch",
                        "6",
                        "--steps",
                        "2",
                        "--rounds",
                        "2",
                        "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.path("model").asText()).isEqualTo("tiny-" + work);
        assertThat(tree.path("rounds")).hasSize(2);
        assertThat(tree.path("imagesPerSecond").asDouble()).isPositive();
    }

    @Test
    void anUnknownWorkIsWrongUsage() {
        Run run = Run.of(new BenchDiffusionCommand(), "--work", "rest");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--work");
    }
}
