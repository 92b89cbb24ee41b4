package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityscapesTest {
    @TempDir Path folder;
    private Path truth;

    @BeforeEach
    void make() throws IOException {
        truth = folder.resolve("gtFine/val/ulm/ulm_0_gtFine_labelIds.png");
        Fixtures.photograph(folder.resolve("leftImg8bit/val/ulm/ulm_0_leftImg8bit.png"), 5, 1);
        Fixtures.grey(truth, 5, 1, 7, 33, 6, 0, 255);
    }

    @Test
    void labelsCountFromTheRoad() {
        Cityscapes set = Cityscapes.open(folder, "val");
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.images().path(0)).isEqualTo("ulm/ulm_0_leftImg8bit.png");
        assertThat(set.picture(0).width()).isEqualTo(5);
        assertThat(set.labels(0).ids()).containsExactly(0, 26, -1, -1, -1);
        assertThat(set.categories()).hasSize(27);
        assertThat(set.categories().get(0))
                .isEqualTo(new Category(7, "road", "flat", Category.Kind.STUFF));
        assertThat(set.categories().get(26))
                .isEqualTo(new Category(33, "bicycle", "vehicle", Category.Kind.THING));
        assertThat(set.categories().get(16).name()).isEqualTo("sky");
    }

    @Test
    void refusesWhatIsMissingOrDamaged() throws IOException {
        assertRefused(() -> Cityscapes.open(folder, "test"), "no folder", "Cityscapes");
        assertRefused(() -> Cityscapes.open(folder, "../../val"), "leads out of");
        Cityscapes set = Cityscapes.open(folder, "val");
        Fixtures.grey(truth, 5, 1, 7, 34, 6, 0, 255);
        assertRefused(() -> set.labels(0), "labelIds.png", "no label id 34");
        Fixtures.truncate(truth);
        assertRefused(() -> set.labels(0), "labelIds.png", "damaged or truncated");
        Files.delete(truth);
        assertRefused(() -> Cityscapes.open(folder, "val"), "no file", "labelIds.png");
        Files.delete(folder.resolve("leftImg8bit/val/ulm/ulm_0_leftImg8bit.png"));
        assertRefused(() -> Cityscapes.open(folder, "val"), "no images in");
    }
}
