package org.symbiosis.data.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.rooms.LitRooms;
import org.symbiosis.data.rooms.Rooms;
import org.symbiosis.data.rooms.RoomsConfig;
import org.symbiosis.data.rooms.RoomsExport;
import org.symbiosis.data.rooms.Split;

class LitFoldersTest {
    @TempDir Path root;

    private static void picture(Path file, int grey) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i % 6, i / 6, grey << 16 | grey << 8 | grey);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Sixteen bits a sample, as measured data have it. */
    private static void deep(Path file, int value) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = image.getRaster();
        for (int i = 0; i < 24; i++) {
            raster.setSample(i % 6, i / 6, 0, value);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static int grey(LitScenes scenes, int s, int l) {
        return ((byte[]) scenes.picture(s, l).samples())[0] & 0xff;
    }

    @Test
    void numbersAreOrderedAsNumbers() throws IOException {
        for (int k : new int[] {10, 2, 1}) {
            picture(root.resolve("vase/photo" + k + ".png"), 10 * k);
        }
        picture(root.resolve("vase/mask.png"), 255);
        try (LitScenes scenes = LitSources.open(root.toString())) {
            assertThat(scenes.size()).isEqualTo(1);
            assertThat(scenes.scene(0)).isEqualTo("vase");
            assertThat(IntStream.range(0, scenes.lights(0)).map(l -> grey(scenes, 0, l)))
                    .containsExactly(10, 20, 100);
            assertThat(scenes.meaning(0, 0)).contains("photo1");
        }
    }

    @Test
    void theMultiIlluminationLayoutIsUnderstood() throws IOException {
        for (String scene : new String[] {"everett_kitchen2", "main_hall"}) {
            for (int k = 0; k < 12; k++) {
                picture(root.resolve(scene + "/dir_" + k + "_mip5.png"), 20 * k);
                picture(root.resolve(scene + "/dir_" + k + "_mip3.png"), 20 * k + 1);
                picture(root.resolve(scene + "/probes/dir_" + k + "_chrome32.png"), 0);
            }
            picture(root.resolve(scene + "/thumb.png"), 1);
            Files.writeString(
                    root.resolve(scene + "/meta.json"),
                    "{\"chrome\": {\"bounding_box\": {\"x\": 32, \"y\": 64, \"w\": 16, \"h\":"
                            + " 8}}}");
        }
        try (LitScenes all = LitSources.open(root.toString());
                LitScenes test = LitSources.open(root + "?split=test");
                LitScenes train = LitSources.open(root + "?split=train&mip=4")) {
            assertThat(all.size()).isEqualTo(2);
            assertThat(test.scene(0)).isEqualTo("everett_kitchen2");
            assertThat(train.scene(0)).isEqualTo("main_hall");
            assertThat(test.lights(0)).isEqualTo(12);
            assertThat(test.meaning(0, 11)).contains("dir_11");
            assertThat(grey(test, 0, 11)).isEqualTo(221); // mip 3: 2 is not there
            assertThat(grey(train, 0, 11)).isEqualTo(220); // mip 5: 4 is not there
            assertThat(test.probe(0)).contains(new Box(4, 8, 2, 1));
        }
    }

    @Test
    void scenesOfOnePictureArePassedOver() throws IOException {
        picture(root.resolve("one/a.png"), 1);
        picture(root.resolve("two/a.png"), 1);
        picture(root.resolve("two/b.png"), 2);
        try (LitScenes scenes = LitSources.open(root.toString())) {
            assertThat(scenes.size()).isEqualTo(1);
            assertThat(scenes.scene(0)).isEqualTo("two");
        }
        assertThatThrownBy(() -> LitSources.open(root.resolve("one").toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no scene")
                .hasMessageContaining("two or more pictures");
    }

    @Test
    void measuredLightIsShownByOneExposureAScene() throws IOException {
        deep(root.resolve("cup/light01.png"), 40000);
        deep(root.resolve("cup/light02.png"), 10000);
        deep(root.resolve("cup/reflectance.png"), 32768);
        deep(root.resolve("cup/mask.png"), 65535);
        try (LitScenes scenes = LitSources.open(root.toString())) {
            assertThat(scenes.lights(0)).isEqualTo(2);
            assertThat(grey(scenes, 0, 0)).isEqualTo(255);
            assertThat(grey(scenes, 0, 1)).isEqualTo((int) Math.round(255 * Srgb.encode(0.25)));
            AlbedoTruth truth = scenes.albedo(0).orElseThrow();
            assertThat(truth.linear()[5]).isCloseTo(0.5f, within(1e-4f));
            assertThat(truth.valid()).containsOnly(true);
        }
        try (LitScenes shown = LitSources.open(root + "?curve=srgb")) {
            assertThat(grey16(shown.picture(0, 1))).isEqualTo(10000);
        }
    }

    private static int grey16(Picture picture) {
        return ((short[]) picture.samples())[0] & 0xffff;
    }

    @Test
    void aMaskOfAnotherSizeIsNamed() throws IOException {
        deep(root.resolve("cup/light01.png"), 1);
        deep(root.resolve("cup/light02.png"), 2);
        deep(root.resolve("cup/reflectance.png"), 3);
        ImageIO.write(
                new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                root.resolve("cup/mask.png").toFile());
        try (LitScenes scenes = LitSources.open(root.toString())) {
            assertThatThrownBy(() -> scenes.albedo(0))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("5 x 4, not 6 x 4");
        }
    }

    @Test
    void aZipIsReadInPlace() throws IOException {
        picture(root.resolve("in/set/vase/a.png"), 5);
        picture(root.resolve("in/set/vase/b.png"), 7);
        Path zip = root.resolve("set.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(root.resolve("in"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(root.resolve("in").relativize(file).toString()));
                entries.write(Files.readAllBytes(file));
            }
        }
        try (LitScenes scenes = LitSources.open(zip.toString())) {
            assertThat(scenes.scene(0)).isEqualTo("set/vase");
            assertThat(grey(scenes, 0, 1)).isEqualTo(7);
        }
    }

    @Test
    void exportedRoomsComeBack() {
        Rooms rooms = new Rooms(RoomsConfig.DEFAULT.withSize(32).withScenes(1, 1));
        new RoomsExport(rooms, root).write(Split.TEST, done -> {});
        try (LitScenes read = LitSources.open(root + "?split=test");
                LitScenes made = LitSources.open("rooms:scenes?n=1&size=32&split=test")) {
            assertThat(read.lights(0)).isEqualTo(made.lights(0));
            assertThat(read.picture(0, 7).samples()).isEqualTo(made.picture(0, 7).samples());
            assertThat(read.albedo(0).orElseThrow().linear())
                    .isEqualTo(made.albedo(0).orElseThrow().linear());
            assertThat(read.judgements(0)).isEqualTo(made.judgements(0));
        }
    }

    @Test
    void mixturesAreNobodyElsesLight() {
        RoomsConfig config = RoomsConfig.DEFAULT.withSize(32).withScenes(1, 1).withMixtures(1);
        new RoomsExport(new Rooms(config), root).write(Split.TEST, done -> {});
        try (LitScenes read = LitSources.open(root.toString());
                LitScenes made = new LitRooms(config, Split.TEST)) {
            for (LitScenes scenes : List.of(read, made)) {
                assertThat(scenes.lights(0)).isEqualTo(26);
                assertThat(scenes.meaning(0, 24)).contains("dir_24");
                assertThat(scenes.meaning(0, 25)).isEmpty();
            }
        }
    }

    @Test
    void wrongLocationsAreExplained() {
        assertThatThrownBy(() -> LitSources.open(root.resolve("nowhere").toString()))
                .hasMessageContaining("check the path");
        assertThatThrownBy(() -> LitSources.open(root + "?spilt=test"))
                .hasMessageContaining("split, mip, curve");
        assertThatThrownBy(() -> LitSources.open(root + "?split=valid"))
                .hasMessageContaining("[all, train, test]");
        assertThatThrownBy(() -> LitSources.open(root + "?mip=x")).hasMessageContaining("digit");
        assertThatThrownBy(() -> LitSources.open("rooms:objects"))
                .hasMessageContaining("rooms:scenes");
    }
}
