package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photographs into regions, as a user does it. */
class SegmentCommandsTest {
    @TempDir static Path folder;
    private static String model;
    private static Path photo;

    @BeforeAll
    static void trainAndPaint() throws IOException {
        model = SmallRun.train(folder);
        photo = folder.resolve("halves.png");
        ImageIO.write(halves(60, 40), "png", photo.toFile());
    }

    /** Red on the left, green on the right. */
    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0xc02020 : 0x20a040);
            }
        }
        return image;
    }

    private static Cli segment(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("segment", photo.toString()));
        args.addAll(List.of("--model", model, "--size", "32", "--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"exact", "fast", "laplacian", "kmeans", "ncut", "ncut-attention", "maskcut"})
    void everyMethodWritesLabelsOfThePhotographsSize(String method) throws IOException {
        Path out = folder.resolve(method);
        Cli done = segment(out, "--method", method);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("halves").contains("region");
        BufferedImage labels = ImageIO.read(out.resolve("halves.labels.png").toFile());
        assertThat(labels.getWidth()).isEqualTo(60);
        assertThat(labels.getHeight()).isEqualTo(40);
        assertThat(out.resolve("halves.overlay.png")).isNotEmptyFile();
    }

    @Test
    void theTwoHalvesAreTwoRegions() throws IOException {
        Path out = folder.resolve("two");
        Cli done = segment(out, "--method", "kmeans", "--regions", "2", "--edges", "colours");
        assertThat(done.exitCode()).as(done.err()).isZero();
        BufferedImage labels = ImageIO.read(out.resolve("halves.labels.png").toFile());
        int left = labels.getRaster().getSample(5, 20, 0);
        int right = labels.getRaster().getSample(54, 20, 0);
        assertThat(left).isNotEqualTo(right);
    }

    @Test
    void everythingThatCanBeExportedIsWritten() throws IOException {
        Path out = folder.resolve("all");
        String all = "overlay,labels,coco,polygons,objects,picture,features,eigenvectors";
        Cli done = segment(out, "--method", "fast", "--export", all);
        assertThat(done.exitCode()).as(done.err()).isZero();
        for (String end :
                List.of(
                        "overlay.png",
                        "labels.png",
                        "coco.json",
                        "polygons.json",
                        "objects.json",
                        "eigenvectors.png",
                        "features.npy",
                        "eigenvectors.npy")) {
            assertThat(out.resolve("halves." + end)).isNotEmptyFile();
        }
        assertThat(Files.readString(out.resolve("halves.coco.json"))).contains("\"counts\"");
    }

    @Test
    void queriesAndKeysCanBeEnlarged() throws IOException {
        Path out = folder.resolve("enlarged");
        Cli done = segment(out, "--method", "fast", "--enlarge", "2", "--export", "features");
        assertThat(done.exitCode()).as(done.err()).isZero();
        // 32 pixels are 8 patches of 4 on the shorter side and 12 on the longer one.
        byte[] head = Arrays.copyOf(Files.readAllBytes(out.resolve("halves.features.npy")), 128);
        assertThat(new String(head, StandardCharsets.ISO_8859_1)).contains("(16, 24, 10)");
        Cli no = segment(out, "--enlarge", "0");
        assertThat(no.exitCode()).isEqualTo(2);
        assertThat(no.lastError()).contains("enlarged 0 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "0", "3-2", "1000"})
    void anImpossibleNumberOfRegionsIsOneLine(String regions) {
        Cli done = segment(folder.resolve("no"), "--method", "fast", "--regions", regions);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).startsWith("symbiosis: ").contains("region");
    }

    @Test
    void anUnknownModelNamesTheMend() {
        Cli done = Cli.run("segment", photo.toString(), "--model", "nowhere.pth");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("nowhere.pth").contains("models list");
    }

    @Test
    void aDamagedPhotographIsSkippedAndNamed() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.copy(photo, mixed.resolve("good.png"));
        Files.write(mixed.resolve("bad.png"), new byte[] {1, 2, 3});
        Path out = folder.resolve("mixed-out");
        Cli done =
                Cli.run(
                        "segment",
                        mixed.toString(),
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("bad.png");
        assertThat(out.resolve("good.labels.png")).isNotEmptyFile();
        Cli strict =
                Cli.run(
                        "segment",
                        mixed.toString(),
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast",
                        "--strict",
                        "--out",
                        folder.resolve("strict").toString());
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.lastError()).contains("bad.png");
    }

    @Test
    void manyPhotographsAtATimeGiveWhatEachGivesAlone() throws IOException {
        Path many = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 6; i++) {
            ImageIO.write(halves(40 + 8 * i, 40), "png", many.resolve(i + ".png").toFile());
        }
        Path together = folder.resolve("many-out");
        Cli done = several(many, together);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out().lines().map(l -> l.substring(0, 1)))
                .containsExactly("0", "1", "2", "3", "4", "5");
        for (int i = 0; i < 6; i++) {
            Path alone = folder.resolve("alone-" + i);
            assertThat(several(many.resolve(i + ".png"), alone).exitCode()).isZero();
            for (String end : List.of(".labels.png", ".features.npy")) {
                assertThat(together.resolve(i + end))
                        .hasBinaryContent(Files.readAllBytes(alone.resolve(i + end)));
            }
        }
    }

    private static Cli several(Path photos, Path out) {
        List<String> args = new ArrayList<>(List.of("segment", photos.toString()));
        args.addAll(List.of("--model", model, "--size", "32", "--out", out.toString()));
        args.addAll(List.of("--export", "labels,features"));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void imagesOfOneNameDoNotOverwriteEachOther() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other")).resolve("halves.png");
        ImageIO.write(halves(48, 48), "png", other.toFile());
        Path out = folder.resolve("twice");
        Cli done =
                Cli.run(
                        "segment",
                        photo.toString(),
                        other.toString(),
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(ImageIO.read(out.resolve("halves.labels.png").toFile()).getWidth())
                .isEqualTo(60);
        assertThat(ImageIO.read(out.resolve("halves-2.labels.png").toFile()).getWidth())
                .isEqualTo(48);
    }

    @Test
    void comparingMethodsOnABerkeleyFolderGivesATableAndAReport() throws IOException {
        Path set = berkeley(folder.resolve("bsds"));
        Path out = folder.resolve("compared");
        Cli done =
                Cli.run(
                        "evaluate",
                        "segments",
                        set.toString(),
                        "--model",
                        model,
                        "--size",
                        "32",
                        "--method",
                        "fast,kmeans,tokencut",
                        "--regions",
                        "auto,2",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| fast, auto |")
                .contains("| kmeans, 2 |")
                .contains("covering")
                .doesNotContain("oracle");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(out.resolve("results.json")).content().contains("\"method\"");
    }

    private static Path berkeley(Path set) throws IOException {
        File images = Files.createDirectories(set.resolve("images")).toFile();
        File maps = Files.createDirectories(set.resolve("segmentations")).toFile();
        for (int i = 0; i < 3; i++) {
            ImageIO.write(halves(48 + 8 * i, 40), "png", new File(images, i + ".png"));
            BufferedImage map = new BufferedImage(48 + 8 * i, 40, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 40; y++) {
                for (int x = 0; x < map.getWidth(); x++) {
                    map.getRaster().setSample(x, y, 0, x < map.getWidth() / 2 ? 1 : 2);
                }
            }
            ImageIO.write(map, "png", new File(maps, i + "-1.png"));
        }
        return set;
    }

    @Test
    void aFolderWithoutTruthIsRefused() {
        Cli done =
                Cli.run(
                        "evaluate",
                        "segments",
                        folder.resolve("images").toString(),
                        "--model",
                        model);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("no annotated set that we know");
    }
}
