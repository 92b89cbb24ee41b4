package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoStuffTest {
    @TempDir Path folder;
    private Path images;
    private Path maps;
    private Path list;

    @BeforeEach
    void make() throws IOException {
        images = folder.resolve("val2017");
        maps = folder.resolve("stuffthingmaps");
        list = folder.resolve("list.txt");
        Fixtures.photograph(images.resolve("000139.jpg"), 4, 1);
        Fixtures.photograph(images.resolve("000285.jpg"), 1, 1);
        Fixtures.photograph(images.resolve("000999.jpg"), 1, 1);
        Fixtures.grey(maps.resolve("000139.png"), 4, 1, 0, 181, 255, 91);
        Fixtures.grey(maps.resolve("000285.png"), 1, 1, 5);
    }

    @Test
    void readsFineAndCoarseLabels() {
        CocoStuff set = CocoStuff.open(images, maps);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.labels(0).ids()).containsExactly(0, 181, Labels.VOID, 91);
        assertThat(set.categories().get(181).name()).isEqualTo("wood");
        CocoStuff27 coarse = CocoStuff27.of(set);
        assertThat(coarse.labels(0).ids()).containsExactly(9, 24, Labels.VOID, 17);
        assertThat(coarse.categories().get(17).name()).isEqualTo("textile");
    }

    @Test
    void aListChoosesImages() throws IOException {
        Fixtures.text(list, "000285\n");
        assertThat(CocoStuff.open(images, maps, list).images().path(0)).isEqualTo("000285.jpg");
        Fixtures.text(list, "000999\n");
        assertRefused(() -> CocoStuff.open(images, maps, list), "list.txt", "names 000999");
        Fixtures.text(list, "");
        assertRefused(() -> CocoStuff.open(images, maps, list), "names no image");
    }

    @Test
    void refusesWhatIsMissingOrDamaged() throws IOException {
        assertRefused(() -> CocoStuff.open(images, images), "no image in", "has a map");
        assertRefused(() -> CocoStuff.open(images, list), "no folder", "COCO-Stuff");
        CocoStuff set = CocoStuff.open(images, maps);
        Fixtures.grey(maps.resolve("000285.png"), 1, 1, 182);
        assertRefused(() -> set.labels(1), "000285.png", "no category 182");
        Fixtures.truncate(maps.resolve("000285.png"));
        assertRefused(() -> set.labels(1), "000285.png", "damaged or truncated");
    }
}
