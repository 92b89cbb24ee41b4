package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir private Path folder;

    @Test
    void theDemoComparesItsFeaturesAndShowsThem() {
        Path out = folder.resolve("demo");
        String[] args = {"demo", "--out", "" + out, "--images", "96", "--epochs", "1"};
        Cli first = Cli.run(args);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("raw pixels")
                .contains("untrained encoder")
                .contains("trained encoder");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("data:image/png;base64,")
                .contains("What it paints")
                .contains("symbiosis demo --images 96 --epochs 1.0 --seed 0");
        Cli second = Cli.run(args);
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("already trained");
    }
}
