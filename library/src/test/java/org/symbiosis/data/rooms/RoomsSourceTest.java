package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

class RoomsSourceTest {
    private static final RoomsConfig SMALL = RoomsConfig.DEFAULT.withSize(32);

    @TempDir Path cache;

    @BeforeEach
    void useCache() {
        System.setProperty("symbiosis.cache", cache.toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("symbiosis.cache");
    }

    @Test
    void classesAreBalancedInBothSplits() {
        for (Split split : Split.values()) {
            ImageSource objects = RoomsSources.objects(SMALL, split, 120);
            int[] counts = new int[12];
            IntStream.range(0, 120).forEach(i -> counts[objects.label(i)]++);
            assertThat(counts).containsOnly(10);
            assertThat(objects.classes()).hasSize(12).startsWith("bed", "sofa").endsWith("lamp");
            for (int i = 0; i < 12; i++) {
                assertThat(objects.path(i)).startsWith(objects.classes().get(objects.label(i)));
            }
        }
    }

    @Test
    void splitsShareNoScene() {
        assertThat(RoomsSources.objects(SMALL, Split.TRAIN, 5).scene(4)).isEqualTo(4);
        assertThat(RoomsSources.objects(SMALL, Split.TEST, 5).scene(0)).isEqualTo(1_000_000);
        assertThat(RoomsSources.scenes(SMALL, Split.TEST).scene(26)).isEqualTo(1_000_001);
    }

    @Test
    void severalThreadsReadWhatOneReads() {
        View view = new ObjectPictures(7, 32, Split.TRAIN, 24);
        RoomsSource source = RoomsSources.objects(SMALL, Split.TRAIN, 24);
        List<byte[]> read =
                IntStream.range(0, 96).parallel().mapToObj(i -> bytes(source, i % 24)).toList();
        for (int i = 0; i < 96; i++) {
            assertThat(read.get(i)).isEqualTo(view.render(i % 24));
        }
    }

    @Test
    void everyLightingOfASceneIsAPicture() {
        RoomsConfig config = SMALL.withScenes(1, 1).withMixtures(2);
        RoomsSource source = RoomsSources.scenes(config, Split.TRAIN);
        assertThat(source.size()).isEqualTo(27);
        RenderedRoom room = new Rooms(config).render(0);
        for (int i : new int[] {26, 0, 24}) {
            assertThat(bytes(source, i)).isEqualTo(room.picture(i).samples());
            assertThat(source.caption(i)).isEqualTo(room.caption(i));
        }
        assertThat(source.light(26)).isEqualTo(-1);
        assertThat(source.classes().get(source.label(0))).isEqualTo("bedroom");
        View view = new ScenePictures(config, Split.TRAIN, 1);
        assertThat(view.render(25)).isEqualTo(room.picture(25).samples());
    }

    @Test
    void theSecondStartReadsTheCache() throws IOException {
        RoomsSource first = RoomsSources.objects(SMALL, Split.TRAIN, 13);
        assertThat(files()).isEmpty();
        List<byte[]> rendered = IntStream.range(0, 13).mapToObj(i -> bytes(first, i)).toList();
        assertThat(files()).hasSize(1);
        Path file = files().get(0);
        assertThat(Files.size(file)).isEqualTo(13L * 3 * 32 * 32);
        byte[] content = Files.readAllBytes(file);
        content[5] = (byte) ~content[5];
        Files.write(file, content);
        RoomsSource second = RoomsSources.objects(SMALL, Split.TRAIN, 13);
        assertThat(bytes(second, 12)).isEqualTo(rendered.get(12));
        assertThat(bytes(second, 0)[15]).isEqualTo((byte) ~rendered.get(0)[15]);
    }

    @Test
    void preparingStoresTheSamePictures() throws IOException {
        RoomsConfig config = SMALL.withScenes(2, 1);
        RoomsSource source = RoomsSources.scenes(config, Split.TRAIN);
        byte[] before = bytes(source, 30);
        int[] ready = new int[1];
        source.prepare(n -> ready[0] = n);
        assertThat(ready[0]).isEqualTo(50);
        assertThat(files()).hasSize(1);
        assertThat(bytes(source, 30)).isEqualTo(before);
        assertThat(bytes(RoomsSources.scenes(config, Split.TRAIN), 30)).isEqualTo(before);
    }

    @Test
    void aDamagedCacheIsRenderedAnew() throws IOException {
        RoomsSources.objects(SMALL, Split.TRAIN, 3).prepare(n -> {});
        Path file = files().get(0);
        Files.write(file, new byte[7]);
        RoomsSource source = RoomsSources.objects(SMALL, Split.TRAIN, 3);
        assertThat(bytes(source, 1)).isEqualTo(new ObjectPictures(7, 32, Split.TRAIN, 3).render(1));
    }

    @Test
    void aCacheThatCannotBeWrittenDoesNoHarm() throws IOException {
        Path blocked = cache.resolve("file");
        Files.write(blocked, new byte[1]);
        System.setProperty("symbiosis.cache", blocked.toString());
        RoomsSource source = RoomsSources.objects(SMALL, Split.TRAIN, 2);
        source.prepare(n -> {});
        assertThat(bytes(source, 1)).isEqualTo(new ObjectPictures(7, 32, Split.TRAIN, 2).render(1));
    }

    @Test
    void otherLabelsCanBeTheClass() {
        RoomsSource wall = RoomsSources.open("rooms:objects?n=40&label=wall");
        assertThat(wall.classes()).hasSize(10).contains("pale blue");
        RoomsSource floor = RoomsSources.open("rooms:scenes?n=4&size=32&label=floor");
        assertThat(floor.classes()).containsExactly("planks", "checker", "tiles", "carpet");
        RoomsSource light = RoomsSources.open("rooms:scenes?n=1&size=32&mixtures=1&label=light");
        assertThat(light.label(24)).isEqualTo(24);
        assertThat(light.label(25)).isEqualTo(-1);
        for (int i = 0; i < 40; i++) {
            String colour = wall.classes().get(wall.label(i));
            assertThat(wall.caption(i)).contains(" before " + colour + " walls");
        }
    }

    @Test
    void locationsMeanWhatTheySay() {
        assertThat(RoomsSources.open("rooms").size()).isEqualTo(6000);
        assertThat(RoomsSources.open("rooms:test").scene(0)).isEqualTo(1_000_000);
        assertThat(RoomsSources.open("rooms:test").size()).isEqualTo(1200);
        assertThat(RoomsSources.open("rooms?n=5").size()).isEqualTo(5);
        assertThat(RoomsSources.open("rooms:scenes?split=test").size()).isEqualTo(30 * 25);
        assertThat(RoomsSources.open("rooms:scenes?n=2&probe=ball").size()).isEqualTo(50);
        RoomsSource large = RoomsSources.open("rooms:objects?n=1&size=64&seed=-3&split=extra");
        assertThat(large.read(0).width()).isEqualTo(64);
        assertThat(RoomsSources.isLocation("rooms:x")).isTrue();
        assertThat(RoomsSources.isLocation("roomsful")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "photos, does not name",
        "rooms:sofas, objects",
        "rooms:objects?count=3, 'one of n, size'",
        "rooms:objects?n, KEY=VALUE",
        "rooms:objects?n=many, a whole number",
        "rooms:objects?n=0, n must lie in",
        "rooms:objects?n=99999999999, a smaller number",
        "rooms:objects?size=33, '32, 64, 96 or 128'",
        "rooms:objects?mixtures=2, 'one of n, size'",
        "rooms:objects?n=2&n=3, twice",
        "rooms:test?split=train, twice",
        "rooms:scenes?n=0, trainScenes must lie in",
        "rooms:scenes?probe=cube, none or ball",
        "rooms:scenes?split=all, 'train, test, extra'",
        "rooms:scenes?label=mood, 'subject, wall, floor, light'"
    })
    void aWrongLocationIsExplainedInOneLine(String location, String expected) {
        assertThatThrownBy(() -> RoomsSources.open(location))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(location)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(cache)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] bytes(RoomsSource source, int i) {
        return (byte[]) source.read(i).samples();
    }
}
