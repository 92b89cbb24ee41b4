package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and figures of chapter 5 on a handful of pictures: not their numbers, but their parts. */
class ReproduceNestedTest {
    private static final String DISTANCE = "\\d+\\.\\d{4}";

    @TempDir private static Path models;
    private static String images;
    private static String encoder;
    private static String judge;

    @TempDir private Path folder;

    @BeforeAll
    static void train() throws IOException {
        images = Pictures.folder(models.resolve("images"), 4).toString();
        encoder = masked("encoder", "0");
        judge = masked("judge", "1");
    }

    private static String masked(String name, String seed) {
        Path run = models.resolve(name);
        List<String> all = new ArrayList<>(List.of("train", "mae", "--data", images));
        all.addAll(MaeCommandsTest.SMALL);
        all.addAll(
                List.of(
                        "--set",
                        "model.dim=72",
                        "--epochs",
                        "1",
                        "--set",
                        "train.seed=" + seed,
                        "--out",
                        run.toString()));
        Cli trained = Cli.run(all.toArray(String[]::new));
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        return run.toString();
    }

    private Cli run(String what, String... more) {
        List<String> all = new ArrayList<>(List.of("reproduce", what, "--data", images));
        all.addAll(
                List.of(
                        "--set", "model.network.dim=16",
                        "--set", "model.network.depth=2",
                        "--set", "model.network.heads=2",
                        "--set", "train.batch=4",
                        "--set", "generation.sampler.dpm-solver-plus-plus-fast.calls=3",
                        "--out", folder.resolve("out").toString()));
        for (String[] usual :
                new String[][] {{"--epochs", "1"}, {"--model", encoder + "," + judge}}) {
            if (!List.of(more).contains(usual[0])) {
                all.addAll(List.of(usual));
            }
        }
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    private Cli made(String what, String... more) {
        Cli done = run(what, more);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(folder.resolve("out/report.html")).content().contains("<!DOCTYPE html>");
        return done;
    }

    private Cli refused(String what, String... more) {
        Cli refused = run(what, more);
        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
        return refused;
    }

    /** When the weights of each level were written. */
    private Map<String, Object> trained() throws IOException {
        Map<String, Object> times = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            for (Path file : all.filter(f -> f.endsWith("model.safetensors")).toList()) {
                times.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void table5_1PairsItsRowsOverSeedsAndTable5_2TakesThemOver() throws IOException {
        String[] three = {"--levels", "3", "--drawn", "4", "--seeds", "2"};
        String[] some = {
            "--levels", "3", "--drawn", "4", "--seeds", "2", "--rows", "1.?|2, .*|3, sigma 0.5"
        };
        Cli first = made("table-5.1", some);
        for (String row : List.of("1", "1\\*", "2, sigma 0.0", "2, sigma 0.5", "3, sigma 0.5")) {
            assertThat(first.out())
                    .containsPattern("\\| " + row + " \\| \\d+\\.\\d \\| " + DISTANCE + " ± ");
        }
        assertThat(first.out())
                .doesNotContain("3, sigma 0.0")
                .containsPattern("more than 2 levels keep sigmas \\[0\\.[05]\\]")
                .contains("guided with weights [0.0, 0.8, 0.8]", "3 calls a level", "2 steps of 4");
        assertThat(folder.resolve("out/levels-2-0.0-seed-1-guided.png")).isNotEmptyFile();
        assertThat(made("table-5.1", some).out()).isEqualTo(first.out());
        Map<String, Object> before = trained();
        Cli second = made("table-5.2", three);
        assertThat(trained()).isEqualTo(before);
        assertThat(second.out())
                .containsPattern("\\| ours, L = 2 \\| 19.32 \\| 6.59 \\| .* \\| " + DISTANCE)
                .containsPattern("\\| ours, L = 3 \\| 19.00 \\| 6.34 \\| .* \\| " + DISTANCE)
                .containsPattern("Sigmas of 2 levels: \\[0\\.[05]\\] .* best of 2 ");
    }

    @Test
    void otherSettingsInTheSameFolderNeverTellOldNumbers() {
        String[] row = {"--rows", "1", "--seeds", "1", "--drawn", "4"};
        Cli first = made("table-5.1", row);
        Cli more = made("table-5.1", "--rows", "1", "--seeds", "1", "--drawn", "6");
        assertThat(distance(more)).isNotEqualTo(distance(first));
        Cli others =
                made(
                        "table-5.1",
                        "--rows",
                        "1",
                        "--seeds",
                        "1",
                        "--drawn",
                        "4",
                        "--model",
                        encoder);
        assertThat(distance(others)).isNotEqualTo(distance(first));
        assertThat(distance(made("table-5.1", row))).isEqualTo(distance(first));
        Cli refused = refused("table-5.1", "--rows", "1", "--seeds", "1", "--epochs", "2");
        assertThat(refused.lastError()).contains("another configuration").contains("--out");
    }

    private static String distance(Cli done) {
        return done.out()
                .lines()
                .filter(l -> l.startsWith("| 1 |"))
                .map(l -> l.split("\\|")[3])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEncoderIsNeverTheJudge() {
        String file = Path.of(encoder).resolve("model.safetensors").toString();
        assertThat(refused("table-5.3", "--model", encoder + "," + file).lastError())
                .contains("the judge is the encoder");
        assertThat(refused("table-5.3", "--drawn", "1").lastError()).contains("--drawn 1");
        assertThat(refused("table-5.3", "--levels", "9").lastError()).contains("1 to 4 levels");
        assertThat(refused("table-5.3", "--model", encoder + ",none," + judge).lastError())
                .contains("2 encoders are named");
    }

    @Test
    void table5_3ByAJudgeThatIsAFile() {
        String file = Path.of(judge).resolve("model.safetensors").toString();
        String[] once = {"--model", encoder + "," + file, "--seeds", "1", "--drawn", "4"};
        assertThat(made("table-5.3", once).out())
                .containsPattern("\\| gamma 0.3 \\| 5.03 \\| 12.51 \\| " + DISTANCE)
                .containsPattern("\\| gamma Infinity \\| 11.21 \\| 11.27 \\| " + DISTANCE)
                .contains("Frechet distance over features of model.safetensors");
    }

    @Test
    void table5_5ComparesEncodersThatAreNamed() {
        String other = masked("other", "2");
        String[] two = {
            "--model", String.join(",", encoder, other, judge), "--seeds", "1", "--drawn", "4"
        };
        Cli done = made("table-5.5", two);
        for (String name : List.of(encoder, other)) {
            assertThat(done.out())
                    .containsPattern(
                            "\\| \\Q" + name + "\\E \\| \\d+\\.\\d \\| \\d+\\.\\d \\| \\d");
        }
        assertThat(done.out()).contains("| no encoder |", "kNN top-5 (%)");
    }

    @Test
    void tableD_1CountsWhatIsPrinted() throws IOException {
        Path out = folder.resolve("counted");
        Cli done = Cli.run("reproduce", "table-d.1", "--out", out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| 1 | 104.142 | 104 | 26.822923 | 26.82 | 26.82 |")
                .contains("| 5 | 522.637 | 523 | 33.985427 | 33.98 | 33.98 |")
                .contains("| 1* | 134.845 | 135 | 35.119031 | 35.11 | 35.11 |");
        assertThat(out.resolve("results.json")).content().contains("\"parameters\"");
    }

    @Test
    void figure5_1OfAHierarchyTrainedHereOrNamed() {
        made("figure-5.1", "--model", encoder);
        assertThat(folder.resolve("out/figure-5.1-3.png")).isNotEmptyFile();
        String run = folder.resolve("out/hierarchy").toString();
        Cli refused = refused("figure-5.1", "--model", run);
        assertThat(refused.lastError()).contains("named and a training described");
        Path again = folder.resolve("again");
        Cli shown =
                Cli.run(
                        "reproduce",
                        "figure-5.1",
                        "--scale",
                        "full",
                        "--model",
                        run,
                        "--out",
                        again.toString());
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(again.resolve("figure-5.1-0.png")).isNotEmptyFile();
    }

    @Test
    void figure5_5ShowsNeighbours() {
        Path out = folder.resolve("neighbours");
        Cli done =
                Cli.run(
                        "reproduce",
                        "figure-5.5",
                        "--data",
                        images,
                        "--model",
                        encoder,
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(out.resolve("figure-5.5.png")).isNotEmptyFile();
        assertThat(out.resolve("report.html")).content().contains("by cosine");
    }
}
