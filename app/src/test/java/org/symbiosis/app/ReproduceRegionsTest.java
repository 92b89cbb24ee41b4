package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Scope;

/** The tables of chapter 4 on two rooms: not their numbers, but all of their parts. */
class ReproduceRegionsTest {
    @TempDir static Path folder;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        model = SmallRun.train(folder);
    }

    private static Cli reproduce(String what, String... more) {
        List<String> all = new ArrayList<>(List.of("reproduce", what, "--model", model));
        all.addAll(List.of("--data", "rooms:scenes?n=2&size=32", "--seeds", "1"));
        all.addAll(List.of("--out", folder.resolve(what).toString()));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "table-4.1,Dec (11-16),0.80",
        "table-4.2,Ours (V-V graph)+CRF,27.1",
        "table-4.3,K-Means (this model),here",
        "table-4.4,GT semantic label,72.0",
        "table-c.1,MaskCut,here",
        "table-c.4,'TokenCut, 3 masks',8.1"
    })
    void ourNumbersStandBesideThePrintedOnes(String table, String row, String printed) {
        Cli done = reproduce(table);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| " + row + " |")
                .contains(printed)
                .contains("here: ")
                .contains("rooms:scenes?n=2");
        assertThat(folder.resolve(table).resolve("report.html")).content().contains("printed:");
        assertThat(folder.resolve(table).resolve("results.json")).content().contains("\"rows\"");
    }

    @Test
    void regionsAreNamedByAClipThatIsTheModel() throws IOException {
        String clip;
        try (Scope s = Scope.open()) {
            clip = TinyNetworks.clip(folder);
        }
        Cli done =
                Cli.run(
                        "reproduce",
                        "table-c.3",
                        "--model",
                        clip,
                        "--data",
                        "rooms:scenes?n=2&size=32",
                        "--seeds",
                        "1",
                        "--out",
                        folder.resolve("c3").toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("| Ours | 0.50 |").contains("| GroupViT | 0.53 |");
    }

    @Test
    void whatWasMeasuredIsRecalled() {
        Cli first = reproduce("table-4.4", "--out", folder.resolve("twice").toString());
        Cli second = reproduce("table-4.4", "--out", folder.resolve("twice").toString());
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).doesNotContain("seed 0:");
    }

    @Test
    void aTableThatTrainsItsOwnModelsTakesNone() {
        Cli done = Cli.run("reproduce", "table-2.2", "--model", model);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("--model with table-2.2");
    }

    @Test
    void theFullScaleNeedsAModelAndImages() {
        Cli done = Cli.run("reproduce", "table-4.3", "--scale", "full");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("--scale full without");
    }
}
