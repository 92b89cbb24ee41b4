package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void saysWhatTheMachineIs() {
        Run run = Run.of(new DoctorCommand());
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("engine          PyTorch 2.")
                .contains("libtorch 1, OpenBLAS 1")
                .contains("GFLOP/s on one thread")
                .contains("to mend ")
                .doesNotContain("null");
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        Run run = Run.of(new DoctorCommand(), "--json");
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(tree.path("threads").path("libtorch").asInt()).isEqualTo(1);
        assertThat(tree.path("speed").path("oneThread").asDouble()).isPositive();
        assertThat(tree.path("space").path("cacheSize").asLong()).isGreaterThan(100L << 20);
        assertThat(tree.path("mend").isArray()).isTrue();
    }

    @Test
    void helpShowsAnExample() {
        Run run = Run.of(new DoctorCommand(), "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Example:").contains("symbiosis doctor --json");
    }
}
