package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.data.lit.Srgb;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class RelightCommandsTest {
    @TempDir static Path folder;

    private static Path scenes;
    private static String run;

    @BeforeAll
    static void train() throws IOException {
        scenes = folder.resolve("scenes");
        for (int s = 0; s < 3; s++) {
            for (int l = 0; l < 3; l++) {
                picture(scenes.resolve("scene" + s + "/light" + l + ".png"), 24, 20, 40 * s, l);
            }
        }
        run = folder.resolve("run").toString();
        Cli trained =
                Cli.run(
                        "train", "relight",
                        "--data", scenes.toString(),
                        "--epochs", "1",
                        "--set", "model.channels=4",
                        "--set", "train.batch=4",
                        "--out", run);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("model.safetensors");
    }

    private static Path picture(Path file, int width, int height, int tone, int light)
            throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int grey = 40 + tone + (light * 60 * (i % width)) / width;
            image.setRGB(i % width, i / width, grey << 16 | (grey / 2) << 8 | 90);
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }

    private static String scene() throws IOException {
        return picture(folder.resolve("photo.png"), 50, 30, 20, 1).toString();
    }

    /**
     * Light from the left is a warm lamp in the embedded rooms, light from the right a cold one.
     */
    @Test
    void theProgramsOwnModelTellsLightsApart() throws IOException {
        double[] left = colours(under("LEFT"));
        double[] right = colours(under("RIGHT"));
        assertThat(left[0] / left[2]).isGreaterThan(1.2 * right[0] / right[2]);
        Path albedo = folder.resolve("own-albedo.png");
        Cli shown = Cli.run("albedo", scene(), "--out", albedo.toString());
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(read(albedo).getWidth()).isEqualTo(50);
    }

    private static Path under(String light) throws IOException {
        Path out = folder.resolve("own-" + light + ".png");
        Cli relit = Cli.run("relight", scene(), "--light", light, "--out", out.toString());
        assertThat(relit.exitCode()).as(relit.err()).isZero();
        return out;
    }

    /** The means of red, green and blue. */
    private static double[] colours(Path picture) throws IOException {
        BufferedImage image = read(picture);
        double[] sums = new double[3];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < 3; c++) {
                sums[c] += rgb >> 16 - 8 * c & 0xff;
            }
        }
        return sums;
    }

    @Test
    void figuresShowANamedModelWithoutTraining() throws IOException {
        String rooms = "rooms:scenes?n=2&size=32&split=test";
        Path out = folder.resolve("figure-6.7");
        String[] figure = {
            "reproduce", "figure-6.7", "--data", rooms, "--test", rooms, "--out", out.toString()
        };
        Cli drawn = Cli.run(with(figure, "--model", "rooms"));
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(read(out.resolve("figure-6.7.png")).getWidth()).isGreaterThan(6 * 32);
        assertThat(out).isDirectoryNotContaining("glob:**seed*");
        Cli two = Cli.run(with(figure, "--model", "rooms,other"));
        assertThat(two.lastError()).contains("2 models are named: a figure shows one");
        Cli both = Cli.run(with(figure, "--model", "rooms", "--epochs", "3"));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.lastError()).contains("a model is named and a training described");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aPhotographIsRelitAtItsOwnSize() throws IOException {
        Path grey = folder.resolve("grey.png");
        BufferedImage reference = new BufferedImage(9, 70, BufferedImage.TYPE_BYTE_GRAY);
        reference.getRaster().setSample(4, 4, 0, 200);
        ImageIO.write(reference, "png", grey.toFile());
        Path out = folder.resolve("relit.png");
        Cli relit =
                Cli.run(
                        "relight",
                        scene(),
                        "--like",
                        grey.toString(),
                        "--model",
                        run,
                        "--out",
                        out.toString(),
                        "--json");
        assertThat(relit.exitCode()).as(relit.err()).isZero();
        assertThat(relit.out()).contains("\"width\":50", "\"encoding\":\"sRGB\"");
        assertThat(relit.err()).contains("are clipped");
        assertThat(read(out).getWidth()).isEqualTo(50);
        assertThat(read(out).getHeight()).isEqualTo(30);
    }

    @Test
    void aSweepIsAStripOrMoves() throws IOException {
        String a = "1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";
        String b = "0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0";
        for (String name : new String[] {"s.png", "s.gif", "s.apng"}) {
            Path out = folder.resolve(name);
            Cli swept =
                    Cli.run(
                            "relight",
                            scene(),
                            "--code",
                            a,
                            "--code",
                            b,
                            "--sweep",
                            "3",
                            "--model",
                            run,
                            "--out",
                            out.toString());
            assertThat(swept.exitCode()).as(swept.err()).isZero();
            assertThat(read(out).getWidth()).isEqualTo(name.equals("s.png") ? 150 : 50);
        }
        Cli wrong =
                Cli.run(
                        "relight",
                        scene(),
                        "--code",
                        a,
                        "--sweep",
                        "2",
                        "--model",
                        run,
                        "--out",
                        folder.resolve("s.tga").toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(".png (side by side), .gif or .apng");
    }

    @Test
    void whatIsMaskedOutStaysAsItWas() throws IOException {
        Path mask = folder.resolve("mask.png");
        ImageIO.write(
                new BufferedImage(50, 30, BufferedImage.TYPE_BYTE_GRAY), "png", mask.toFile());
        Path out = folder.resolve("masked.png");
        String photo = scene();
        Cli relit =
                Cli.run(
                        "relight",
                        photo,
                        "--like",
                        photo,
                        "--mask",
                        mask.toString(),
                        "--model",
                        run,
                        "--out",
                        out.toString());
        assertThat(relit.exitCode()).as(relit.err()).isZero();
        assertThat(read(out).getRGB(20, 10)).isEqualTo(read(Path.of(photo)).getRGB(20, 10));
        Cli wrong =
                Cli.run(
                        "relight",
                        photo,
                        "--like",
                        photo,
                        "--model",
                        run,
                        "--mask",
                        picture(folder.resolve("square.png"), 9, 9, 0, 0).toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("the mask is 9 x 9, the photograph 50 x 30");
    }

    @Test
    void anAlbedoComesWithItsShading() throws IOException {
        Path out = folder.resolve("albedo.png");
        Path shading = folder.resolve("shading.npy");
        Cli albedo =
                Cli.run(
                        "albedo",
                        scene(),
                        "--model",
                        run,
                        "--out",
                        out.toString(),
                        "--flatten",
                        "kept",
                        "--shading",
                        shading.toString(),
                        "--linear",
                        folder.resolve("linear.npy").toString());
        assertThat(albedo.exitCode()).as(albedo.err()).isZero();
        assertThat(read(out).getWidth()).isEqualTo(50);
        BufferedImage photo = read(Path.of(scene()));
        try (Scope s = Scope.open()) {
            float[] quotient = Plain.floats(Npy.read(shading));
            float[] surface = Plain.floats(Npy.read(folder.resolve("linear.npy")));
            for (int i = 0; i < quotient.length; i++) {
                int rgb = photo.getRGB(i / 3 % 50, i / 150);
                double light = Srgb.decode((rgb >> 16 - 8 * (i % 3) & 0xff) / 255.0);
                double product = quotient[i] * Math.max(0.01, surface[i]);
                assertThat(product).isCloseTo(light, within(1e-4));
            }
        }
    }

    @Test
    void modelsAreMeasured() throws IOException {
        Path pairs = folder.resolve("pairs.csv");
        String data = scenes.toString();
        Cli relight =
                Cli.run(
                        "evaluate",
                        "relight",
                        "--model",
                        run,
                        "--data",
                        data,
                        "--rounds",
                        "2",
                        "--write-pairs",
                        pairs.toString());
        assertThat(relight.exitCode()).as(relight.err()).isZero();
        assertThat(relight.out())
                .contains("rmse scale", "input image", "relit")
                .containsPattern("light from its light's code: [0-9.]+ % right .*chance 33.3 %")
                .containsPattern("scene from its light's code: [0-9.]+ % right .*chance 33.3 %");
        Cli again =
                Cli.run(
                        "evaluate",
                        "relight",
                        "--model",
                        run,
                        "--data",
                        data,
                        "--pairs",
                        pairs.toString());
        assertThat(again.out()).isEqualTo(relight.out());
        Cli albedo =
                Cli.run(
                        "evaluate",
                        "albedo",
                        "--model",
                        run,
                        "--data",
                        data,
                        "--lights",
                        "2",
                        "--guesses",
                        "model,input");
        assertThat(albedo.exitCode()).as(albedo.err()).isZero();
        assertThat(albedo.out()).contains("deviation");
    }

    @Test
    void picturesOfAnySizeAreCompared() throws IOException {
        Path uneven = folder.resolve("uneven");
        picture(uneven.resolve("s/a.png"), 24, 20, 0, 1);
        picture(uneven.resolve("s/b.png"), 20, 18, 0, 2);
        picture(uneven.resolve("s/albedo.png"), 12, 10, 0, 0);
        Cli albedo =
                Cli.run(
                        "evaluate",
                        "albedo",
                        "--model",
                        run,
                        "--data",
                        uneven.toString(),
                        "--guesses",
                        "input");
        assertThat(albedo.exitCode()).as(albedo.err()).isZero();
        assertThat(albedo.err())
                .contains("the pictures of s differ in size; they are resized to 24 x 20")
                .contains("the true albedo of s is 12 x 10, its pictures 24 x 20");
        assertThat(albedo.out()).containsPattern("input +0\\.\\d+ +1\\.0000 +-");
    }

    /** One photograph of the test split, one of the train split. */
    private static Path photographs(String name) throws IOException {
        Path iiw = Files.createDirectories(folder.resolve(name));
        for (int id : new int[] {54, 55}) {
            picture(iiw.resolve(id + ".png"), 24, 20, 0, 2);
            Files.writeString(
                    iiw.resolve(id + ".json"),
                    "{\"intrinsic_points\": [{\"id\": 1, \"x\": 0.1, \"y\": 0.5, \"opaque\": true},"
                            + "{\"id\": 2, \"x\": 0.9, \"y\": 0.5, \"opaque\": true}],"
                            + "\"intrinsic_comparisons\": [{\"point1\": 1, \"point2\": 2,"
                            + "\"darker\": \"1\", \"darker_score\": 1}]}");
        }
        return iiw;
    }

    @Test
    void judgementsOfPhotographsAreRead() throws IOException {
        Path iiw = photographs("iiw");
        Cli whdr =
                Cli.run(
                        "evaluate",
                        "whdr",
                        "--model",
                        run,
                        "--data",
                        iiw.toString(),
                        "--guesses",
                        "model,input",
                        "--json");
        assertThat(whdr.exitCode()).as(whdr.err()).isZero();
        assertThat(whdr.out())
                .contains("\"input\":{\"whdr 0.1\":0.0", "\"photographs\":1", "\"undefined\":0");
        Files.writeString(
                iiw.resolve("54.json"),
                "{\"intrinsic_points\": [], \"intrinsic_comparisons\": [{\"point1\": 7}]}");
        Cli broken = Cli.run("evaluate", "whdr", "--model", run, "--data", iiw.toString());
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("54.json", "compares point 7, which it lacks");
    }

    @Test
    void scenesDoNotTuneTheirOwnThreshold() throws IOException {
        Path judged = folder.resolve("judged");
        for (String scene : new String[] {"a", "b"}) {
            picture(judged.resolve(scene + "/0.png"), 24, 20, 0, 2);
            picture(judged.resolve(scene + "/1.png"), 24, 20, 0, 1);
            Files.writeString(
                    judged.resolve(scene + "/judgements.json"),
                    "{\"intrinsic_points\": [], \"intrinsic_comparisons\": []}");
        }
        Files.copy(
                photographs("one").resolve("54.json"),
                judged.resolve("a/judgements.json"),
                StandardCopyOption.REPLACE_EXISTING);
        String[] whdr = {
            "evaluate", "whdr", "--model", run, "--data", judged.toString(), "--guesses", "input"
        };
        Cli alone = Cli.run(whdr);
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        assertThat(alone.err()).contains("no other photographs tune the threshold");
        assertThat(alone.out())
                .containsPattern("input +0.0000 +- +- +- +-")
                .contains("4 photographs; 2 of them have no comparison that counts");
        Cli own = Cli.run(with(whdr, "--tune", judged.toString()));
        assertThat(own.err()).contains("4 of which are scored too");
        Cli other = Cli.run(with(whdr, "--tune", photographs("two").toString()));
        assertThat(other.err()).contains("the threshold is tuned on 1 photographs of");
        assertThat(other.out()).containsPattern("input +0.0000 +0.0000 +0.0000 ");
        Cli unjudged = Cli.run("evaluate", "whdr", "--data", scenes.toString());
        assertThat(unjudged.exitCode()).isEqualTo(2);
        assertThat(unjudged.lastError()).contains("nobody judged the scenes of");
    }

    @Test
    void aTableOfRelightingShowsItsPicturesAndWhatTheCodesTell() {
        Path out = folder.resolve("relit-table");
        Cli table =
                Cli.run(
                        "reproduce", "table-6.2",
                        "--data", scenes.toString(),
                        "--test", scenes.toString(),
                        "--rows", "alpha = (0.2|infinity)",
                        "--seeds", "2",
                        "--set", "model.channels=4",
                        "--set", "train.batch=4",
                        "--out", out.toString());
        assertThat(table.exitCode()).as(table.err()).isZero();
        assertThat(table.out())
                .contains("code tells light (%) | code tells scene (%)")
                .containsPattern("input image( \\| [0-9.]+){6} \\|  \\|  \\|\n")
                .containsPattern("alpha = infinity( \\| [0-9.]+ ± [0-9.]+){6} \\|");
        assertThat(out)
                .isDirectoryContaining("glob:**/alpha-infinity-seed-1-relit.png")
                .isDirectoryContaining("glob:**/alpha-0.2-seed-0-relit.png");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("alpha = infinity, seed 1. From top to bottom");
    }

    @Test
    void tablesLeaveOutWhatTheScenesDoNotTell() throws IOException {
        String[] table = {
            "reproduce", "table-6.3",
            "--data", scenes.toString(),
            "--seeds", "1",
            "--set", "model.channels=4",
            "--set", "train.batch=4"
        };
        String out = folder.resolve("table").toString();
        String[] same = with(table, "--test", scenes.toString(), "--out", out);
        Cli first = Cli.run(same);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("comes without true albedos: no error")
                .contains(": no WHDR");
        assertThat(first.out())
                .contains("| row | deviation over lights |")
                .containsPattern("alpha = 0.4 \\| [0-9.]+ \\|\n");
        assertThat(folder.resolve("table/alpha-0.4-seed-0-albedo.png")).isNotEmptyFile();
        assertThat(Cli.run(same).out()).as("recalled").isEqualTo(first.out());
        Path photographs = photographs("judged-photographs");
        Cli judged =
                Cli.run(
                        with(
                                table,
                                "--test",
                                photographs.toString(),
                                "--out",
                                folder.resolve("other").toString()));
        assertThat(judged.exitCode()).as(judged.err()).isZero();
        assertThat(judged.out()).containsPattern("alpha = 0.4 \\|( [01].000 \\|){4}");
        assertThat(folder.resolve("other/alpha-0.4-seed-0-albedo.png")).doesNotExist();
        Path never = folder.resolve("never-trained");
        Cli relit =
                Cli.run(
                        "reproduce", "table-6.1",
                        "--data", scenes.toString(),
                        "--test", photographs.toString(),
                        "--out", never.toString());
        assertThat(relit.exitCode()).isEqualTo(2);
        assertThat(relit.lastError()).contains("holds photographs under one light each");
        assertThat(never).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--mix=0.2, --mix with one light",
        "--way=spherical, --way with one light",
        "--out=relit.jpg, relit.jpg names no kind of picture that is written here"
    })
    void whatMakesNoDifferenceIsRefusedBeforeAnyWork(String option, String reason) {
        Cli refused = Cli.run("relight", "nowhere.png", "--light", "left", option);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"--out=y.jpg, .png", "--linear=y.png, .npy", "--shading=y, .npy"})
    void albedosAreCalledWhatTheyAre(String option, String ending) {
        Cli refused = Cli.run("albedo", "nowhere.png", option);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastError()).contains("end its name with " + ending);
    }

    @Test
    void wrongRequestsAreExplained() throws IOException {
        String photo = scene();
        Cli none = Cli.run("relight", photo, "--model", run);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no light is given", "--like REF");
        Cli code = Cli.run("relight", photo, "--code", "1,2", "--model", run);
        assertThat(code.err()).contains("the code has 2 numbers", "this model's lights have 16");
        Cli folderGiven = Cli.run("relight", scenes.toString(), "--like", photo, "--model", run);
        assertThat(folderGiven.err()).contains("is not one photograph");
        Cli single =
                Cli.run(
                        "train",
                        "relight",
                        "--data",
                        picture(folder.resolve("one/s/a.png"), 9, 9, 0, 0)
                                .getParent()
                                .getParent()
                                .toString(),
                        "--out",
                        folder.resolve("never").toString());
        assertThat(single.exitCode()).isEqualTo(2);
        assertThat(single.err()).contains("holds no scene", "two or more pictures");
        Cli both = Cli.run("train", "relight", "--preset", "tiny", "--from", run);
        assertThat(both.lastError()).contains("--preset with --from");
        Cli preset = Cli.run("train", "relight", "--preset", "huge");
        assertThat(preset.err()).contains("full, rooms, small, tiny");
    }

    @Test
    void aBrokenModelIsNamed() throws IOException {
        Path broken = folder.resolve("broken.safetensors");
        byte[] whole = Files.readAllBytes(Path.of(run, "model.safetensors"));
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        Cli cut = Cli.run("albedo", scene(), "--model", broken.toString());
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.err()).contains("broken.safetensors");
    }
}
