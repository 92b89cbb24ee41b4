package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir private Path folder;

    @Test
    void theTourShowsAllFiveSystems() {
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
                .contains("A discriminator that learns")
                .contains("Regions by the same encoder")
                .contains("New pictures from the same encoder")
                .contains("Another light, and none")
                .contains("symbiosis demo --images 96 --epochs 1.0 --seed 0");
        Cli second = Cli.run(args);
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("already trained", "level 1 (image) is finished");
        args[4] = "97";
        Cli other = Cli.run(args);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds a model of another demo");
    }
}
