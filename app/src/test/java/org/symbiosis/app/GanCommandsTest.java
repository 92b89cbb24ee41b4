package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/** From a folder of pictures to a GAN, its features and its pictures. */
class GanCommandsTest {
    private static final List<String> SMALL =
            List.of(
                    "--set", "model.discriminator.backbone.residual.baseWidth=2",
                    "--set", "model.discriminator.backbone.residual.channelsPerGroup=2",
                    "--set", "model.discriminator.embedding=6",
                    "--set", "model.generator.big-gan-deep.channels=2",
                    "--set", "train.batch=8",
                    "--set", "model.cluster.bank=16");

    @TempDir private static Path folder;
    private static String images;
    private static String run;

    @BeforeAll
    static void train() throws IOException {
        images = Pictures.folder(folder.resolve("images"), 12).toString();
        run = folder.resolve("run").toString();
        Cli trained = gan("--data", images, "--epochs", "1", "--out", run);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out().strip()).endsWith("model.safetensors");
    }

    private static Cli gan(String... args) {
        List<String> all = new ArrayList<>(List.of("train", "gan"));
        all.addAll(SMALL);
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void theRunHoldsSamples() {
        assertThat(Path.of(run, "samples", "step-00000001.png")).exists();
        assertThat(Path.of(run, "samples", "real.png")).exists();
    }

    @ParameterizedTest
    @CsvSource({"backbone,16", "embedding,6", "online,16"})
    void featuresAreThoseOfTheDiscriminator(String part, long width) {
        Path out = folder.resolve(part + ".npy");
        Cli features =
                Cli.run("features", images, "--model", run, "--part", part, "-o", out.toString());
        assertThat(features.exitCode()).as(features.err()).isZero();
        try (Scope s = Scope.open()) {
            Tensor values = Npy.read(out);
            assertThat(Shapes.of(values)).containsExactly(24, width);
        }
    }

    @Test
    void evaluationsTakeItLikeAnyOtherModel() {
        Cli knn = Cli.run("evaluate", "knn", "--model", run, "--train", images, "--test", images);
        assertThat(knn.exitCode()).as(knn.err()).isZero();
        assertThat(knn.out()).contains("backbone");
    }

    @Test
    void itIsTheEncoderOfAHierarchy() {
        String latents = folder.resolve("latents").toString();
        Cli cached = latents(latents, run);
        assertThat(cached.exitCode()).as(cached.err()).isZero();
        assertThat(cached.out()).contains("8 x 2 x 2").contains("encoder").contains("run");
        String nested = folder.resolve("nested").toString();
        Cli trained =
                Cli.run(
                        "train", "nested",
                        "--latents", latents,
                        "--preset", "nested-tiny-l2",
                        "--epochs", "1",
                        "--set", "train.batch=8",
                        "--out", nested);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Cli varied =
                Cli.run(
                        "generate",
                        "--model",
                        nested,
                        "--from",
                        images,
                        "--encoder",
                        run,
                        "--steps",
                        "3",
                        "--redraws",
                        "1",
                        "-o",
                        folder.resolve("varied.png").toString());
        assertThat(varied.exitCode()).as(varied.err()).isZero();
    }

    @Test
    void latentsOfAnotherGanAreRefused() {
        String latents = folder.resolve("refusing").toString();
        assertThat(latents(latents, run).exitCode()).isZero();
        String other = folder.resolve("other").toString();
        assertThat(gan("--data", images, "--epochs", "1", "--seed", "5", "--out", other).exitCode())
                .isZero();
        Cli mixed = latents(latents, other);
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err()).contains("was made with another encoder").hasLineCount(1);
    }

    /** Of a map that is forced, as the pictures are small. */
    private static Cli latents(String out, String encoder) {
        return Cli.run(
                "latents",
                images,
                "--encoder",
                encoder,
                "--preset",
                "nested-tiny",
                "--set",
                "pyramid.minCrop=16",
                "--out",
                out);
    }

    @Test
    void picturesDependOnSeedAndNumberAlone() throws IOException {
        Path many = folder.resolve("many");
        Path late = folder.resolve("late");
        Cli first = Cli.run("generate", "--model", run, "-n", "5", "-o", many.toString());
        assertThat(first.exitCode()).as(first.err()).isZero();
        Cli second =
                Cli.run(
                        "generate",
                        "--model",
                        run,
                        "-n",
                        "1",
                        "--first",
                        "3",
                        "-o",
                        late.toString());
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(ImageIO.read(many.resolve("000003.png").toFile()).getWidth()).isEqualTo(32);
        assertThat(late.resolve("000003.png")).hasSameBinaryContentAs(many.resolve("000003.png"));
    }

    @Test
    void standingStatisticsChangePicturesAndComeOutAlikeEachTime() throws IOException {
        List<byte[]> sheets = new ArrayList<>();
        for (String batches : List.of("", "2", "2", "0")) {
            Path sheet = folder.resolve("standing" + sheets.size() + ".png");
            List<String> all = new ArrayList<>(List.of("generate", "--model", run, "-n", "4"));
            all.addAll(List.of("-o", "" + sheet));
            if (!batches.isEmpty()) {
                all.addAll(List.of("--standing", batches));
            }
            Cli made = Cli.run(all.toArray(String[]::new));
            if (batches.equals("0")) {
                assertThat(made.exitCode()).isEqualTo(2);
                assertThat(made.lastError()).contains("--standing 0").contains("16 is usual");
            } else {
                assertThat(made.exitCode()).as(made.err()).isZero();
                sheets.add(Files.readAllBytes(sheet));
            }
        }
        assertThat(sheets.get(1)).isEqualTo(sheets.get(2)).isNotEqualTo(sheets.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "--steps,5,no use for --steps",
        "--guidance,2,no use for --guidance",
        "--sampler,ddim,no use for --sampler"
    })
    void whatDiffusionModelsTakeIsRefused(String option, String value, String words) {
        Cli refused = Cli.run("generate", "--model", run, option, value);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains(words).contains("leave it out");
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-hinge,hinge",
        "cifar10-bhattacharyya,BHATTACHARYYA",
        "imagenet10-spectral-norm,SPECTRAL",
        "cifar100-jsd-only,weight: 0",
        "imagenet100,size: 128"
    })
    void presetsAreNamedAfterTablesAndAblations(String preset, String words) {
        Cli printed = Cli.run("train", "gan", "--preset", preset, "--print-config");
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out()).contains(words);
    }

    @Test
    void anUnknownPresetListsTheKnownOnes() {
        Cli refused = Cli.run("train", "gan", "--preset", "tiny-magic");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError())
                .contains("there is no preset 'tiny-magic'")
                .contains("cifar10")
                .contains("-spectral-norm");
    }

    @Test
    void aBatchOfOneIsRefused() {
        Cli refused = gan("--data", images, "--set", "train.batch=1");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains("one image has no distribution");
    }

    @Test
    void moreNeighboursThanTheBankHoldsAreRefused() {
        Cli refused = gan("--data", images, "--set", "model.cluster.neighbours=17");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains("17 are more than the bank of 16 holds");
    }

    @Test
    void theFigureIsMadeOfPointsAlone() {
        Path out = folder.resolve("figure");
        Cli made =
                Cli.run(
                        "reproduce",
                        "figure-3.2",
                        "--seeds",
                        "1",
                        "--epochs",
                        "0.4",
                        "--out",
                        out.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(out.resolve("figure-3.2.png")).exists();
        assertThat(made.out())
                .contains("| raw coordinates |", "| untrained, backbone |")
                .contains("| trained, embedding |", "curve covered");
        assertThat(Files.exists(out.resolve("report.html"))).isTrue();
    }
}
