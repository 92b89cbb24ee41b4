package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

class MetricLogTest {
    @TempDir Path folder;

    private static Map<String, Double> values(double loss) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss);
        values.put("lr", 0.001);
        return values;
    }

    private Path log(long lastStep, int from, int to) {
        Path path = folder.resolve("metrics.jsonl");
        try (MetricLog log = new MetricLog(path, lastStep)) {
            for (int step = from; step <= to; step++) {
                log.write(step, values(1.0 / step));
            }
        }
        return path;
    }

    @Test
    void eachStepIsALineOfJson() {
        assertThat(log(0, 1, 2))
                .hasContent(
                        """
                        {"step":1,"loss":1.0,"lr":0.001}
                        {"step":2,"loss":0.5,"lr":0.001}
                        """);
    }

    @Test
    void aFreshStartForgetsWhatWasThere() {
        log(0, 1, 5);
        assertThat(log(0, 1, 1)).hasContent("{\"step\":1,\"loss\":1.0,\"lr\":0.001}\n");
    }

    @Test
    void takenUpAtACheckpointNothingAfterItIsLeft() throws IOException {
        Path path = log(0, 1, 9);
        Files.writeString(path, Files.readString(path) + "{\"step\":10,\"lo");
        log(4, 5, 6);
        assertThat(Files.readAllLines(path)).hasSize(6);
        assertThat(Files.readAllLines(path).get(5)).startsWith("{\"step\":6,");
    }

    @Test
    void flushedLinesAreOnTheDisk() {
        Path path = folder.resolve("metrics.jsonl");
        try (MetricLog log = new MetricLog(path, 0)) {
            log.write(1, values(1));
            log.flush();
            assertThat(path).content().endsWith("}\n");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new MetricLog(file.resolve("metrics.jsonl"), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot write " + file.resolve("metrics.jsonl"));
    }
}
