package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What and where over a set, as a user asks for it. */
class WhereCommandTest {
    private static final String ROOMS = "rooms:scenes?n=4&size=32";

    @TempDir static Path folder;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        model = SmallRun.train(folder);
    }

    private static Cli where(String set, Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("evaluate", "where", set, "--model", model));
        args.addAll(List.of("--size", "32", "--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void bothGraphsAreARowEachInTableResultsAndReport() throws IOException {
        Path out = folder.resolve("both");
        Cli done = where(ROOMS, out, "--seed", "0,1");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("| Q-K |")
                .contains("| V-V |")
                .contains("| last tokens |")
                .contains("| true classes |")
                .contains(" ± ");
        assertThat(out.resolve("report.html")).content().contains("V-V");
        BufferedImage sheet = ImageIO.read(out.resolve("sheet.png").toFile());
        assertThat(sheet.getWidth()).isGreaterThan(6 * 160);
        JsonNode results = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.path("command").asText()).contains("evaluate where '" + ROOMS + "'");
        for (JsonNode row : results.path("rows")) {
            assertThat(row.path("runs")).hasSize(2);
            for (JsonNode run : row.path("runs")) {
                assertThat(run.path("coordinates").asDouble()).isBetween(0.0, 120.0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"qk,Q-K", "VV,V-V"})
    void oneGraphAloneCanBeAskedForAsJson(String graph, String row) throws IOException {
        Cli done = where(ROOMS, folder.resolve(graph), "--graph", graph, "--json", "--layers", "1");
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(done.out()).path("rows");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).path("features").asText()).isEqualTo(row);
        assertThat(rows.get(0).path("runs").get(0).path("greedy").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void theReleasedObjectiveIsAnOption() {
        Cli done =
                where(
                        ROOMS,
                        folder.resolve("global"),
                        "--graph",
                        "vv",
                        "--objective",
                        "global",
                        "--channels",
                        "6",
                        "--regions",
                        "5",
                        "--limit",
                        "2");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("| V-V |");
    }

    @Test
    void aPanopticFolderIsJudgedByItsGroups() throws IOException {
        Path set = panoptic(folder.resolve("coco"));
        Path out = folder.resolve("coco-out");
        Cli done = where(set.toString(), out, "--graph", "vv", "--channels", "4");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(out.resolve("results.json"))
                .content()
                .contains("3 images of")
                .contains("2 classes");
    }

    /** Red things on the left, green stuff on the right, of two groups. */
    private static Path panoptic(Path set) throws IOException {
        Path images = Files.createDirectories(set.resolve("images"));
        Path maps = Files.createDirectories(set.resolve("panoptic"));
        List<String> sizes = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int width = 40 + 8 * i;
            ImageIO.write(
                    halves(width, 0xc02020, 0x20a040), "png", images.resolve(i + ".png").toFile());
            ImageIO.write(
                    halves(width, 0x010000, 0x020000), "png", maps.resolve(i + ".png").toFile());
            sizes.add(
                    json(
                            "{'id': %d, 'file_name': '%d.png', 'width': %d, 'height': 40}",
                            i, i, width));
            entries.add(
                    json(
                            "{'image_id': %d, 'file_name': '%d.png', 'segments_info': ["
                                    + "{'id': 1, 'category_id': 1, 'bbox': [0, 0, 9, 9], 'area': 9,"
                                    + " 'iscrowd': 0}, {'id': 2, 'category_id': %d, 'bbox': [9, 0,"
                                    + " 9, 9], 'area': 9, 'iscrowd': 0}]}",
                            i, i, 2 + i % 2));
        }
        Files.writeString(
                set.resolve("panoptic.json"),
                json(
                        "{'images': %s, 'annotations': %s, 'categories': ["
                                + "{'id': 1, 'name': 'cat', 'supercategory': 'animal', 'isthing': 1},"
                                + "{'id': 2, 'name': 'grass', 'supercategory': 'plant', 'isthing':"
                                + " 0}, {'id': 3, 'name': 'tree', 'supercategory': 'plant',"
                                + " 'isthing': 0}]}",
                        sizes, entries));
        return set;
    }

    private static String json(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values).replace('\'', '"');
    }

    private static BufferedImage halves(int width, int left, int right) {
        BufferedImage image = new BufferedImage(width, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? left : right);
            }
        }
        return image;
    }

    private static Cli together(Path out, String... more) {
        List<String> args =
                new ArrayList<>(List.of("segment", folder.resolve("images").toString()));
        args.addAll(List.of("--dataset", "--graph", "vv", "--model", model, "--size", "32"));
        args.addAll(List.of("--out", out.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void aFolderSegmentedTogetherIsCutAnewWithoutSolvingAgain() throws IOException {
        Path out = folder.resolve("together");
        Cli first = together(out, "--regions", "3");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("across/0.png").contains("of 3 regions");
        Path labels = out.resolve("across-0.labels.png");
        assertThat(labels).isNotEmptyFile();
        assertThat(out.resolve("down-5.eigenvectors.png")).isNotEmptyFile();
        byte[] before = Files.readAllBytes(labels);
        FileTime solved = Files.getLastModifiedTime(out.resolve("set.features.npy"));
        assertThat(together(out, "--regions", "2").out()).contains("of 2 regions");
        assertThat(together(out, "--regions", "3").exitCode()).isZero();
        assertThat(labels).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(out.resolve("set.features.npy"))).isEqualTo(solved);
        assertThat(together(out, "--regions", "3", "--seed", "5").exitCode()).isZero();
        assertThat(Files.getLastModifiedTime(out.resolve("set.features.npy"))).isNotEqualTo(solved);
    }

    @Test
    void whatASetHasNotIsNotExported() {
        Cli done = together(folder.resolve("none"), "--export", "labels,objects");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).contains("objects").contains("overlay, labels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--graph both-of-them",
                "--layers 7",
                "--regions 0",
                "--regions 100000",
                "--objective best",
                "--size 33",
                "--size 400",
                "--channels 0",
                "--limit 0"
            })
    void whatCannotBeIsOneLine(String option) {
        Cli done = where(ROOMS, folder.resolve("no"), option.split(" "));
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).startsWith("symbiosis: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms:objects", "nowhere", "."})
    void aSetWithoutNamedPixelsIsRefused(String set) {
        Cli done = where(set, folder.resolve("no"));
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.lastError()).containsAnyOf("no labels", "no set");
    }
}
