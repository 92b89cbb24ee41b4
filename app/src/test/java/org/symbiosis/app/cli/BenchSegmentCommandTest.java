package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchSegmentCommandTest {
    @Test
    void comparesTheSolversInTimeAndInWhatTheyFind() throws IOException {
        Run run =
                Run.of(
                        new BenchCommand(),
                        "segment",
                        "--size",
                        "128",
                        "--rounds",
                        "1",
                        "--literal-passes",
                        "3",
                        "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.path("setting").asText()).contains("8 x 8 places", "72 graphs");
        JsonNode literal = tree.path("solvers").path(0);
        assertThat(literal.path("name").asText()).isEqualTo("literal");
        assertThat(literal.has("objective")).as("a part of a descent ends nowhere").isFalse();
        JsonNode exact = tree.path("solvers").path(1);
        assertThat(exact.path("subspace").asDouble()).isGreaterThan(0.9999);
        assertThat(exact.path("objective").asDouble()).isPositive();
        JsonNode fast = tree.path("solvers").path(2);
        assertThat(fast.path("seconds").asDouble()).isPositive();
        assertThat(fast.path("subspace").asDouble()).isBetween(0.1, 1.0);
        assertThat(fast.path("randTruth").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void printsALineForEachSolver() {
        Run run =
                Run.of(
                        new BenchSegmentCommand(),
                        "--size",
                        "80",
                        "--rounds",
                        "1",
                        "--literal-passes",
                        "2",
                        "--all");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 of its 2000 passes are run");
        assertThat(run.out().lines().map(l -> l.split(" ", 2)[0]))
                .contains("literal", "exact", "fast", "one-product", "periodic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2001", "some"})
    void aNumberOfPassesThatIsNoPartIsWrongUsage(String passes) {
        Run run = Run.of(new BenchSegmentCommand(), "--literal-passes", passes);
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("--literal-passes " + passes);
    }

    @Test
    void aModelNeedsAPhotograph() {
        Run run = Run.of(new BenchSegmentCommand(), "--model", "some.safetensors");
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("--model and --image go together");
    }
}
