package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchGanCommandTest {
    @ParameterizedTest
    @CsvSource({"jacobian,tiny", "none,tiny-without-jacobian"})
    void timesAnIterationWithAndWithoutTheJacobian(String regulariser, String named)
            throws IOException {
        Run run =
                Run.of(
                        new BenchCommand(),
                        "gan",
                        "--regulariser",
                        regulariser,
                        "--batch",
                        "2",
                        "--steps",
                        "1",
                        "--rounds",
                        "1",
                        "--workers",
                        "1",
                        "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.path("model").asText()).isEqualTo(named);
        assertThat(tree.path("imagesPerSecond").asDouble()).isPositive();
    }

    @Test
    void anUnknownModelIsWrongUsage() {
        Run run = Run.of(new BenchGanCommand(), "--model", "huge");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--model");
    }
}
