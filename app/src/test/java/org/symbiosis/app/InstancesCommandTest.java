package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects without labels, as a user asks for them. */
class InstancesCommandTest {
    private static final String ROOMS = "rooms:scenes?n=2&size=32";

    @TempDir static Path folder;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        model = SmallRun.train(folder);
    }

    @Test
    void ourProposalsAndTheBaselinesAreARowEach() throws IOException {
        Path out = folder.resolve("objects");
        Cli done =
                Cli.run(
                        "evaluate",
                        "instances",
                        ROOMS,
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast,tokencut,maskcut",
                        "--out",
                        out.toString(),
                        "--json");
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(done.out()).path("rows");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).path("method").asText()).isEqualTo("tokencut");
        assertThat(rows.get(1).path("masks").asDouble()).isEqualTo(1);
        assertThat(rows.get(2).path("masks").asDouble()).isBetween(0.0, 3.0);
        for (JsonNode row : rows) {
            assertThat(row.path("boxScores").path("ar100").asDouble()).isBetween(0.0, 1.0);
            assertThat(row.path("maskScores").path("ap50").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(out.resolve("report.html")).content().contains("mask AR100");
        assertThat(out.resolve("sheet.png")).isNotEmptyFile();
    }

    @Test
    void regionsOfRoomsAreJudgedByNameAndObject() {
        Cli done =
                Cli.run(
                        "evaluate",
                        "segments",
                        ROOMS,
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast",
                        "--regions",
                        "3",
                        "--out",
                        folder.resolve("segments").toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("oracle mIoU").contains("mask AR100");
    }

    @Test
    void aFolderWithoutObjectsIsRefused() {
        Cli done = Cli.run("evaluate", "instances", folder.toString(), "--model", model, "--json");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("no set with objects").contains("panoptic");
    }
}
