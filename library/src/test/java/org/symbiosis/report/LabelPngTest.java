package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.data.annotated.Labels;

class LabelPngTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"0,255", "1,255", "254,255", "255,65535", "65534,65535"})
    void numbersComeBack(int largest, int none) {
        Labels map = new Labels(3, 2, new int[] {0, largest, Labels.VOID, 0, largest / 2, largest});
        Path file = folder.resolve("map.png");
        LabelPng.write(file, map);
        assertThat(Labels.read(file, none)).isEqualTo(map);
    }

    @Test
    void viewersSeeThePalette() throws IOException {
        Path file = folder.resolve("map.png");
        LabelPng.write(file, new Labels(2, 1, new int[] {3, Labels.VOID}));
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(image.getRGB(0, 0)).isEqualTo(SegmentPalette.colour(3).getRGB());
        assertThat(image.getRGB(1, 0)).isEqualTo(SegmentPalette.VOID.getRGB());
    }

    @Test
    void numbersBeyondSixteenBitsAreRefused() {
        Labels map = new Labels(1, 1, new int[] {65535});
        assertThatThrownBy(() -> LabelPng.of(map)).hasMessageContaining("65535");
    }
}
