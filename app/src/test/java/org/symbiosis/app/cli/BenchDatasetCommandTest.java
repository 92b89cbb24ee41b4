package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchDatasetCommandTest {
    @Test
    void comparesTheSolversOnSetsOfSeveralSizes() throws IOException {
        Run run =
                Run.of(
                        new BenchCommand(),
                        "dataset",
                        "--images",
                        "4,6",
                        "--places",
                        "4",
                        "--visits",
                        "2",
                        "--minibatch",
                        "4",
                        "--group",
                        "3",
                        "--channels",
                        "6",
                        "--rounds",
                        "1",
                        "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode solvers = new ObjectMapper().readTree(run.out()).path("solvers");
        assertThat(solvers).hasSize(6);
        for (JsonNode solver : solvers) {
            assertThat(solver.path("seconds").asDouble()).isPositive();
            assertThat(solver.path("objective").asDouble()).isPositive();
            assertThat(solver.path("hungarian").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(solvers.get(0).path("name").asText()).isEqualTo("alternation");
        assertThat(solvers.get(5).path("name").asText()).isEqualTo("fast");
        assertThat(solvers.get(5).path("images").asInt()).isEqualTo(6);
        assertThat(solvers.get(4).path("rand").asDouble())
                .as("the planted classes are found")
                .isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--images 0", "--rounds 0", "--group 0", "--places 0"})
    void nothingToTimeIsWrongUsage(String option) {
        Run run = Run.of(new BenchDatasetCommand(), option.split(" "));
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("at least 1");
    }
}
