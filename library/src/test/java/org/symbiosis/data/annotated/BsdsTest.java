package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.testing.RealData;

class BsdsTest {
    @TempDir Path folder;

    @BeforeEach
    void make() throws IOException {
        Fixtures.photograph(folder.resolve("images/12.jpg"), 3, 1);
        Fixtures.photograph(folder.resolve("images/123.jpg"), 3, 1);
        Fixtures.grey(folder.resolve("segmentations/12-1.png"), 3, 1, 1, 1, 2);
        Fixtures.grey(folder.resolve("segmentations/12-2.png"), 3, 1, 1, 2, 0);
        Fixtures.grey(folder.resolve("segmentations/123-1.png"), 3, 1, 1, 1, 1);
        Fixtures.text(folder.resolve("index.json"), "{\"12\": [2, 2], \"123\": [1]}");
    }

    @Test
    void everyPersonsRegionsCountFromZero() {
        Bsds set = Bsds.open(folder);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.images().path(0)).isEqualTo("12.jpg");
        assertThat(set.picture(0).width()).isEqualTo(3);
        assertThat(set.segmentations(0))
                .containsExactly(
                        new Labels(3, 1, new int[] {0, 0, 1}),
                        new Labels(3, 1, new int[] {0, 1, Labels.VOID}));
        assertThat(set.segmentations(1)).hasSize(1);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("segmentations/12-2.png"));
        assertRefused(() -> Bsds.open(folder), "2 people segmented 12.jpg", "1 files");
        Files.delete(folder.resolve("segmentations/123-1.png"));
        assertRefused(() -> Bsds.open(folder), "nobody segmented 123.jpg", "123-1.png");
        assertRefused(() -> Bsds.open(folder.resolve("images")), "no folder", "images");
        Files.delete(folder.resolve("images/12.jpg"));
        Files.delete(folder.resolve("images/123.jpg"));
        assertRefused(() -> Bsds.open(folder), "no images", ".jpg");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        Bsds set = Bsds.open(folder);
        Fixtures.grey(folder.resolve("segmentations/12-2.png"), 1, 3, 1, 1, 1);
        assertRefused(() -> set.segmentations(0), "12-2.png", "its size differs");
        Fixtures.coloured(folder.resolve("segmentations/12-1.png"), 3, 1, 1, 1, 1);
        assertRefused(() -> set.segmentations(0), "12-1.png", "in colour");
        Files.write(folder.resolve("segmentations/12-1.png"), new byte[0]);
        assertRefused(() -> set.segmentations(0), "12-1.png", "damaged or truncated");
        Fixtures.text(folder.resolve("index.json"), "{\"12\": ");
        assertRefused(() -> Bsds.open(folder), "index.json", "not JSON");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        Path file = folder.resolve("segmentations/12-1.png");
        int[] regions = new int[60 * 50];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = 1 + i * 7919 % 200;
        }
        Fixtures.grey(file, 60, 50, regions);
        byte[] whole = Files.readAllBytes(file);
        int data = whole.length - 12; // the last chunk, IEND, holds nothing
        for (int length = 0; length < data; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(() -> Labels.read(file, 0), "12-1.png", "damaged or truncated");
        }
    }

    @Test
    void readsTheRealOne() {
        Bsds set = Bsds.open(RealData.folder("bsds500/val100"));
        assertThat(set.size()).isEqualTo(100);
        int people = 0;
        for (int i = 0; i < set.size(); i++) {
            people += set.segmentations(i).size();
        }
        assertThat(people).isEqualTo(546);
    }
}
