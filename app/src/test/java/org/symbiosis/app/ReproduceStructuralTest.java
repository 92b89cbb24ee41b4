package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables 3.1 to 3.5 on a handful of pictures: not their numbers, but all of their parts. */
class ReproduceStructuralTest {
    private static final String NARROW =
            """
            model:
              discriminator:
                backbone:
                  residual:
                    baseWidth: 2
                    channelsPerGroup: 2
                hidden: 8
                embedding: 4
              generator:
                big-gan-deep:
                  channels: 4
              cluster:
                bank: 16
            train:
              batch: 8
              workers: 1
            """;

    @TempDir private Path folder;
    private String images;
    private Path config;

    @BeforeEach
    void prepare() throws IOException {
        images = Pictures.folder(folder.resolve("images"), 12).toString();
        config = Files.writeString(folder.resolve("narrow.yaml"), NARROW);
    }

    private Cli run(String what, String... more) {
        List<String> all = new ArrayList<>(List.of("reproduce", what));
        all.addAll(List.of("--data", images, "--test", images));
        for (String one : List.of("--epochs", "--seeds")) {
            if (!List.of(more).contains(one)) {
                all.addAll(List.of(one, "1"));
            }
        }
        all.addAll(List.of("--config", "" + config, "--out", "" + folder.resolve("out")));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    private Cli made(String what, String... more) {
        Cli done = run(what, more);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(folder.resolve("out/report.html")).content().contains("<!DOCTYPE html>");
        return done;
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/results.json").toFile());
    }

    private int judgedPictures() throws IOException {
        JsonNode score = results().path("scores").path("full, L_reg").get(0);
        return score.at("/drawn/pictures").asInt();
    }

    private static String row(Cli done, String name) {
        return done.out()
                .lines()
                .filter(l -> l.startsWith("| " + name + " |"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void table3_1StandsBesideThePrintedNumbersAndIsRecalled() throws IOException {
        Cli first = made("table-3.1", "--seeds", "2");
        assertThat(row(first, "BYOL")).contains("| 93.1 | 75.0 |");
        assertThat(row(first, "ours")).contains("| 89.8 | 80.1 |");
        for (String name : List.of("ours", "untrained", "pixels")) {
            JsonNode seeds = results().path("rows").path(name);
            assertThat(seeds).as(name).hasSize(2);
            assertThat(seeds.get(0).get(0).asDouble()).as(name).isBetween(50.0, 100.0);
        }
        Files.delete(folder.resolve("out/ours-seed-0/model.safetensors"));
        assertThat(made("table-3.1", "--seeds", "2").out()).isEqualTo(first.out());
        assertThat(folder.resolve("out/ours-seed-0/model.safetensors")).doesNotExist();
    }

    @Test
    void anotherConfigurationInTheSameFolderIsRefused() throws IOException {
        made("table-3.3", "--rows", "untrained");
        Cli refused = run("table-3.3", "--rows", "untrained", "--set", "train.batch=7");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains("another configuration").contains("--out");
        images = Pictures.folder(folder.resolve("others"), 12).toString();
        Cli others = run("table-3.3", "--rows", "untrained");
        assertThat(others.exitCode()).isEqualTo(2);
        assertThat(others.lastError()).contains("of other images").contains("--out");
    }

    @Test
    void table3_2ComparesSimClrOnTheSameNetwork() throws IOException {
        Cli done =
                made("table-3.2", "--rows", "None, .*", "--set", "simclr.model.temperature=0.25");
        assertThat(row(done, "None, SimCLR")).contains("| 14.2 | 21.8 |");
        assertThat(done.out()).contains("here: kNN 5").contains("| F+C+J, SimCLR | 78.0 |");
        String simClr = Files.readString(folder.resolve("out/None-SimCLR-seed-0/identity.txt"));
        assertThat(simClr)
                .contains("\"baseWidth\":2")
                .contains("\"temperature\":0.25")
                .contains("\"views\":\"NONE\"");
        assertThat(results().path("rows").path("None, ours").get(0)).hasSize(6);
    }

    @Test
    void table3_4FollowsTheTrainingAndDraws() throws IOException {
        Cli done =
                made(
                        "table-3.4",
                        "--epochs",
                        "2",
                        "--moments",
                        "3",
                        "--rows",
                        "full, (L_reg|norm ceiling|spectral norm)|hinge, .*|untrained");
        assertThat(done.out())
                .contains("k-means at 33 %", "k-means at 67 %", "SVM at 100 %")
                .doesNotContain("here: Frechet");
        JsonNode scores = results().path("scores");
        for (String name : List.of("full, L_reg", "full, norm ceiling", "hinge, spectral norm")) {
            JsonNode moments = scores.path(name).get(0).path("moments");
            assertThat(moments).as(name).hasSize(3);
            assertThat(moments.get(0).path("share").asDouble()).isEqualTo(1.0 / 3);
        }
        assertThat(scores.path("untrained").get(0).path("moments")).hasSize(1);
        assertThat(folder.resolve("out/full-norm-ceiling-seed-0/identity.txt"))
                .content()
                .contains("CEILING");
        assertThat(folder.resolve("out/full-L-reg-seed-0.png")).isNotEmptyFile();
    }

    @Test
    void table3_4JudgesPicturesByANamedModel() throws IOException {
        Path judge = folder.resolve("judge");
        Cli trained =
                Cli.run(
                        "train",
                        "gan",
                        "--data",
                        images,
                        "--epochs",
                        "1",
                        "--config",
                        "" + config,
                        "--out",
                        "" + judge);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Cli done =
                made("table-3.4", "--moments", "1", "--rows", "full, L_reg", "--model", "" + judge);
        assertThat(done.out())
                .contains("here: Frechet distance")
                .contains("distance of pictures: Frechet distance over features of judge")
                .doesNotContain("here: IS");
        assertThat(judgedPictures()).isEqualTo(500);
    }

    @Test
    void anotherJudgeLooksAtThePicturesOfTheSameTraining() throws IOException {
        made("table-3.4", "--moments", "1", "--rows", "full, L_reg");
        Path run = folder.resolve("out/full-L-reg-seed-0");
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        assertThat(judgedPictures()).isZero();
        Path judge = folder.resolve("judge");
        Files.createDirectory(judge);
        Files.copy(run.resolve("model.safetensors"), judge.resolve("model.safetensors"));
        Cli judged =
                made("table-3.4", "--moments", "1", "--rows", "full, L_reg", "--model", "" + judge);
        assertThat(judged.out()).contains("here: Frechet distance");
        assertThat(judgedPictures()).isEqualTo(500);
        assertThat(run.resolve("metrics.jsonl")).hasBinaryContent(metrics);
    }

    @Test
    void table3_5ProbesAPresetThatIsNamed() throws IOException {
        Cli done = made("table-3.5", "--preset", "imagenet100", "--rows", "untrained");
        assertThat(row(done, "GenRep, Tz only, ResNet-50")).contains("| 55.0 |");
        assertThat(Files.readString(folder.resolve("out/untrained-seed-0/identity.txt")))
                .contains("\"size\":128");
    }

    @Test
    void whatOtherTablesHaveNoUseForIsRefused() {
        Cli preset = Cli.run("reproduce", "table-2.1", "--preset", "tiny");
        assertThat(preset.exitCode()).isEqualTo(2);
        assertThat(preset.lastError()).contains("--preset with table-2.1: leave it out");
        Cli moments = Cli.run("reproduce", "table-6.1", "--moments", "2");
        assertThat(moments.lastError()).contains("--moments with table-6.1: leave it out");
        Cli model = Cli.run("reproduce", "table-3.1", "--model", images);
        assertThat(model.lastError()).contains("--model with table-3.1: leave it out");
    }

    @Test
    void aTrainingThatDivergesDoesNotEndTheTable() throws IOException {
        Cli done =
                made(
                        "table-3.3",
                        "--rows",
                        "ours|untrained",
                        "--epochs",
                        "2",
                        "--set",
                        "train.checkpointEvery=1",
                        "--set",
                        "train.learningRate.constant.peak=1e30");
        assertThat(done.out()).contains("ours, seed 0, did not reach its end: training diverged");
        assertThat(results().path("rows").path("untrained").get(0).get(0).asDouble(-1))
                .isBetween(0.0, 100.0);
    }

    @Test
    void moreMomentsThanStepsAreRefused() {
        Cli refused = run("table-3.3", "--rows", "ours", "--moments", "4");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains("--moments 4 in a training of 3 steps");
    }
}
