package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocTest {
    @TempDir Path folder;
    private Path list;
    private Path map;

    @BeforeEach
    void make() throws IOException {
        list = folder.resolve("ImageSets/Segmentation/val.txt");
        map = folder.resolve("SegmentationClass/2007_1.png");
        Fixtures.text(list, "2007_2\n\n2007_1\n");
        Fixtures.photograph(folder.resolve("JPEGImages/2007_1.jpg"), 4, 1);
        Fixtures.photograph(folder.resolve("JPEGImages/2007_2.jpg"), 2, 1);
        Fixtures.palette(map, 4, 1, 0, 15, 255, 20);
        Fixtures.palette(folder.resolve("SegmentationClass/2007_2.png"), 2, 1, 0, 0);
    }

    @Test
    void readsPlacesInThePalette() {
        Voc set = Voc.open(folder, "val");
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.images().path(1)).isEqualTo("2007_1.jpg");
        assertThat(set.picture(1).width()).isEqualTo(4);
        assertThat(set.labels(1).ids()).containsExactly(0, 15, Labels.VOID, 20);
        assertThat(set.categories()).hasSize(21);
        assertThat(set.categories().get(15).name()).isEqualTo("person");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertRefused(() -> Voc.open(folder, "train"), "no file", "train.txt");
        assertRefused(() -> Voc.open(folder, "../../val"), "leads out of");
        Fixtures.text(list, "2007_3\n");
        assertRefused(() -> Voc.open(folder, "val"), "val.txt", "names 2007_3");
        Fixtures.text(list, "../../../2007_3\n");
        assertRefused(() -> Voc.open(folder, "val"), "val.txt", "leads out of");
        Fixtures.text(list, "\n");
        assertRefused(() -> Voc.open(folder, "val"), "names no image");
        Files.write(list, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(() -> Voc.open(folder, "val"), "val.txt", "a list of names");
        assertRefused(() -> Voc.open(folder.resolve("ImageSets"), "val"), "no folder", "VOC");
    }

    @Test
    void refusesDamagedMaps() throws IOException {
        Voc set = Voc.open(folder, "val");
        Fixtures.palette(map, 4, 1, 0, 15, 255, 21);
        assertRefused(() -> set.labels(1), "2007_1.png", "no class 21");
        Fixtures.coloured(map, 4, 1, 0, 15, 255, 20);
        assertRefused(() -> set.labels(1), "2007_1.png", "in colour");
        Fixtures.truncate(map);
        assertRefused(() -> set.labels(1), "2007_1.png", "damaged or truncated");
    }
}
