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

/** Unsupervised semantic segmentation, as a user asks for it. */
class SemanticCommandTest {
    @TempDir static Path folder;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        model = SmallRun.train(folder);
    }

    private static Cli semantic(String set, Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("evaluate", "semantic", set, "--model", model));
        args.addAll(List.of("--size", "32", "--channels", "8", "--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void bothGraphsWithAndWithoutMovedEdgesOverSeeds() throws IOException {
        Path out = folder.resolve("rooms");
        Cli done =
                semantic(
                        "rooms:scenes?n=3&size=32",
                        out,
                        "--graph",
                        "both",
                        "--edges",
                        "places,colours",
                        "--seed",
                        "0,1");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| Q-K |")
                .contains("| V-V + CRF |")
                .contains("| last tokens |")
                .contains("Hungarian")
                .contains(" ± ");
        assertThat(out.resolve("report.html")).content().contains("Class by class");
        assertThat(out.resolve("sheet.png")).isNotEmptyFile();
    }

    /** Images of two halves whose classes are their colours: own maps, as a user has them. */
    private static Path maps(Path set) throws IOException {
        Path images = Files.createDirectories(set.resolve("images"));
        Path labels = Files.createDirectories(set.resolve("labels"));
        Files.writeString(set.resolve("classes.txt"), "red\ngreen\nnever\n");
        for (int i = 0; i < 3; i++) {
            BufferedImage photo = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
            BufferedImage map = new BufferedImage(40, 32, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 40; x++) {
                    photo.setRGB(x, y, x < 20 ? 0xc02020 : 0x20a040);
                    map.getRaster().setSample(x, y, 0, y == 0 ? 255 : x < 20 ? 0 : 1);
                }
            }
            ImageIO.write(photo, "jpg", images.resolve(i + ".jpg").toFile());
            ImageIO.write(map, "png", labels.resolve(i + ".png").toFile());
        }
        return set;
    }

    @Test
    void ownLabelMapsAreScoredClassByClass() throws IOException {
        Path set = maps(folder.resolve("maps"));
        Cli done = semantic(set.toString(), folder.resolve("own"), "--regions", "2", "--json");
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode results = new ObjectMapper().readTree(done.out());
        assertThat(results.path("classes")).hasSize(3);
        JsonNode tokens = results.path("rows").path(1);
        assertThat(tokens.path("features").asText()).isEqualTo("last tokens");
        JsonNode greedy = tokens.path("runs").path(0).path("greedy");
        double present = greedy.path("miouOfPresent").asDouble();
        assertThat(present).isBetween(0.3, 1.0);
        assertThat(greedy.path("miouOfAll").asDouble()).isLessThanOrEqualTo(present);
        assertThat(greedy.path("pixelAccuracy").asDouble()).isBetween(0.4, 1.0);
    }

    @Test
    void mapsWithMoreClassesThanNamesAreRefused() throws IOException {
        Path set = maps(folder.resolve("unnamed"));
        Files.writeString(set.resolve("classes.txt"), "red\n");
        Cli done = semantic(set.toString(), folder.resolve("no"));
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.lastError()).contains("has class 1").contains("name all classes");
    }

    @Test
    void aFolderWithoutClassesIsRefused() {
        Cli done = semantic(folder.resolve("images").toString(), folder.resolve("no"));
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("no set whose pixels have names");
    }
}
