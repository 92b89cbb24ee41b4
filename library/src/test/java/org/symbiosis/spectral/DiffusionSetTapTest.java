package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.SplitMix;
import org.symbiosis.pretrained.StableDiffusion;
import org.symbiosis.pretrained.TinyDiffusion;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class DiffusionSetTapTest {
    private static final int IMAGES = 6;

    @TempDir private Path folder;
    private StableDiffusion model;
    private DiffusionSetTap tap;

    @BeforeEach
    void open() {
        try (Scope s = Scope.open()) {
            model = new TinyDiffusion().model();
            tap = new DiffusionSetTap(model, IMAGES, DiffusionSetTapTest::picture, 64, 3);
        }
    }

    @AfterEach
    void close() {
        tap.close();
        model.close();
    }

    /** Two halves whose greys differ from picture to picture. */
    private static Picture picture(int i) {
        BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 50; x++) {
                image.setRGB(x, y, (x < 25 ? 20 * i : 200 - 10 * i) * 0x010101);
            }
        }
        return Pixels.of(image);
    }

    @Test
    void sevenLayersOfTheMiddleAndTheWayUpAreRead() {
        assertThat(tap.side()).isEqualTo(8);
        try (Scope s = Scope.open()) {
            List<AttentionLayer> layers = tap.layers(new int[] {4, 0, 1, 5, 2}, SplitMix.of(1));
            assertThat(layers)
                    .extracting(l -> l.grid().rows())
                    .containsExactly(2, 4, 4, 4, 8, 8, 8);
            assertThat(layers).allMatch(l -> l.images() == 5 && l.heads() == 2);
        }
    }

    @Test
    void theStreamDecidesLevelsAndNoise() {
        float[] one = keys(SplitMix.of(1), 2, 3);
        assertThat(keys(SplitMix.of(1), 2, 3)).containsExactly(one);
        assertThat(keys(SplitMix.of(2), 2, 3)).isNotEqualTo(one);
        float[] first = keys(SplitMix.of(1), 2);
        assertThat(Arrays.copyOf(one, first.length))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(first);
    }

    private float[] keys(SplitMix random, int... images) {
        try (Scope s = Scope.open()) {
            return Plain.floats(tap.layers(images, random).get(6).k());
        }
    }

    @Test
    void aSetIsSolvedOnItsFinestGrid() {
        SetConfig config = SetConfig.fast().withMaps(5, tap.side());
        SetFeatures found = new DatasetSolver(config).solve(tap, IMAGES, folder);
        assertThat(found.images()).isEqualTo(IMAGES);
        assertThat(found.grid().rows()).isEqualTo(8);
        for (float feature : found.features()[5]) {
            assertThat(feature).isFinite();
        }
    }

    @Test
    void readingLeavesNothingBehind() {
        keys(SplitMix.of(1), 0, 1);
        long before = Pointer.totalCount();
        keys(SplitMix.of(2), 0, 1);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
