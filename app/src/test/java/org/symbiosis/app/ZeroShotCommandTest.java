package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Scope;

/** Names for regions, as a user asks for them. */
class ZeroShotCommandTest {
    @TempDir static Path folder;
    private static String clip;
    private static String ours;
    private static Path photo;

    @BeforeAll
    static void write() throws IOException {
        try (Scope s = Scope.open()) {
            clip = TinyNetworks.clip(folder);
        }
        ours = SmallRun.train(folder);
        photo = folder.resolve("photo.png");
        ImageIO.write(halves(60, 40), "png", photo.toFile());
    }

    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0xc02020 : 0x20a040);
            }
        }
        return image;
    }

    private static Cli segment(Path out, String model, String labels, String... more) {
        List<String> args = new ArrayList<>(List.of("segment", photo.toString()));
        args.addAll(List.of("--model", model, "--size", "32", "--method", "kmeans"));
        args.addAll(List.of("--regions", "2", "--labels", labels, "--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static JsonNode names(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("photo.names.json").toFile()).get("regions");
    }

    @Test
    void regionsOfClipAreNamedByTheSameClip() throws IOException {
        Path out = folder.resolve("named");
        Cli done = segment(out, clip, "cat, dog,cat", "--threshold", "0");
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode regions = names(out);
        assertThat(regions).hasSize(2);
        int pixels = 0;
        for (JsonNode region : regions) {
            assertThat(region.get("name").asText()).isIn("cat", "dog");
            assertThat(region.get("score").asDouble()).isBetween(0.5, 1.0);
            assertThat(region.get("box")).hasSize(4);
            pixels += region.get("pixels").asInt();
        }
        assertThat(pixels).isEqualTo(60 * 40);
        assertThat(done.out()).contains(regions.get(0).get("name").asText());
        assertThat(out.resolve("photo.overlay.png")).isNotEmptyFile();
    }

    @Test
    void regionsOfAnotherModelAreNamedByAClipOfOnesChoice() throws IOException {
        Path list = Files.writeString(folder.resolve("names.txt"), "sofa\n\nred bus\n");
        Path out = folder.resolve("ours");
        Cli done =
                segment(
                        out,
                        ours,
                        list.toString(),
                        "--clip",
                        clip,
                        "--score",
                        "min-max",
                        "--template",
                        "a drawing of a {}",
                        "--threshold",
                        "2");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(names(out).get(0).get("name").asText()).isEqualTo("background");
    }

    @ParameterizedTest
    @CsvSource({
        "--score, best, softmax",
        "--template, a photo, no place for a name",
        "--clip, nowhere.bin, nowhere.bin"
    })
    void whatMakesNoSenseIsOneLine(String option, String value, String said) {
        Cli done = segment(folder.resolve("no"), clip, "cat", option, value);
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).startsWith("symbiosis: ").contains(said);
    }

    @Test
    void namesNeedClip() {
        Cli done = segment(folder.resolve("no"), ours, "cat", "--clip", ours);
        assertThat(done.exitCode()).isNotZero();
        assertThat(done.lastError()).startsWith("symbiosis: ");
        Cli none = segment(folder.resolve("no"), clip, " , ");
        assertThat(none.lastError()).contains("no name");
        Cli set = segment(folder.resolve("no"), clip, "cat", "--dataset");
        assertThat(set.lastError()).contains("--dataset");
    }

    /** A folder as VOC has them: background, and an aeroplane on the right. */
    private static Path voc(Path set) throws IOException {
        Path images = Files.createDirectories(set.resolve("JPEGImages"));
        Path maps = Files.createDirectories(set.resolve("SegmentationClass"));
        Path lists = Files.createDirectories(set.resolve("ImageSets/Segmentation"));
        for (int i = 0; i < 2; i++) {
            ImageIO.write(halves(48, 40), "jpg", images.resolve(i + ".jpg").toFile());
            BufferedImage map = new BufferedImage(48, 40, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 40; y++) {
                for (int x = 0; x < 48; x++) {
                    map.getRaster().setSample(x, y, 0, x < 24 ? 0 : x < 26 ? 255 : 1);
                }
            }
            ImageIO.write(map, "png", maps.resolve(i + ".png").toFile());
        }
        Files.writeString(lists.resolve("val.txt"), "0\n1\n");
        return set;
    }

    @Test
    void aSetIsScoredByNamesAlone() throws IOException {
        Path out = folder.resolve("scored");
        Cli done =
                Cli.run(
                        "evaluate",
                        "zero-shot",
                        voc(folder.resolve("voc")).toString(),
                        "--model",
                        clip,
                        "--size",
                        "32",
                        "--method",
                        "kmeans",
                        "--regions",
                        "2",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| regions, named by CLIP |")
                .contains("MaskCLIP")
                .contains("| regions, named by people |");
        assertThat(out.resolve("report.html")).content().contains("pottedplant");
        assertThat(out.resolve("sheet.png")).isNotEmptyFile();
        JsonNode results = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.get("words")).hasSize(20);
        JsonNode scores = results.get("scores");
        double reached = scores.get("regions, named by CLIP").get("miouOfPresent").asDouble();
        double best = scores.get("regions, named by people").get("miouOfPresent").asDouble();
        assertThat(reached).isBetween(0.0, best + 1e-9);
        assertThat(best).isBetween(0.4, 1.0);
    }

    @Test
    void whereEveryPixelHasAClassNothingIsBackground() throws IOException {
        Path out = folder.resolve("rooms");
        Cli done =
                Cli.run(
                        "evaluate",
                        "zero-shot",
                        "rooms:scenes?n=2&size=32",
                        "--model",
                        clip,
                        "--size",
                        "32",
                        "--method",
                        "fast",
                        "--json",
                        "--out",
                        out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(done.out());
        assertThat(result.get("command").asText())
                .contains("evaluate zero-shot 'rooms:scenes?n=2&size=32'");
        assertThat(result.get("scores").get("regions, named by CLIP").get("accuracy").asDouble())
                .isBetween(0.0, 1.0);
    }
}
