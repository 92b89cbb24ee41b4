package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.report.Overlay.Outlines;

class OverlayTest {
    private static final Labels HALVES =
            new Labels(4, 2, new int[] {0, 0, 1, 1, 0, 0, Labels.VOID, 1});

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, 0xffffff);
        }
        return image;
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    private static int rgb(Color c) {
        return c.getRGB() & 0xffffff;
    }

    @Test
    void coloursAreThoseOfThePalette() {
        BufferedImage c = Overlay.colours(HALVES);
        assertThat(rgb(c, 0, 0)).isEqualTo(rgb(SegmentPalette.colour(0)));
        assertThat(rgb(c, 3, 1)).isEqualTo(rgb(SegmentPalette.colour(1)));
        assertThat(rgb(c, 2, 1)).isEqualTo(rgb(SegmentPalette.VOID));
    }

    @Test
    void segmentsLieOverTheImageAndVoidShowsIt() {
        Overlay solid = Overlay.DEFAULT.withOpacity(1).withOutlines(Outlines.LEFT_OUT);
        BufferedImage image = white(8, 4);
        BufferedImage drawn = solid.draw(image, HALVES);
        assertThat(rgb(drawn, 1, 1)).isEqualTo(rgb(SegmentPalette.colour(0)));
        assertThat(rgb(drawn, 5, 3)).isEqualTo(0xffffff);
        assertThat(rgb(image, 1, 1)).isEqualTo(0xffffff);
        BufferedImage faint = solid.withOpacity(0.5).draw(image, HALVES);
        int red = SegmentPalette.colour(0).getRed();
        assertThat(rgb(faint, 1, 1) >> 16).isEqualTo(Math.round(red * 0.5f + 127.5f));
        assertThat(rgb(solid.withOpacity(0).draw(image, HALVES), 1, 1)).isEqualTo(0xffffff);
    }

    @Test
    void outlinesRunBetweenSegments() {
        BufferedImage black = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
        BufferedImage drawn = Overlay.DEFAULT.withOpacity(0).draw(black, HALVES);
        assertThat(rgb(drawn, 3, 0)).isEqualTo(0xffffff);
        assertThat(rgb(drawn, 4, 1)).isEqualTo(0xffffff);
        assertThat(rgb(drawn, 0, 0)).isZero();
        assertThat(rgb(drawn, 7, 3)).isZero();
    }

    @Test
    void namesAreWrittenUponTheirSegments() {
        Overlay plain = Overlay.DEFAULT.withOutlines(Outlines.LEFT_OUT);
        BufferedImage image = new BufferedImage(160, 80, BufferedImage.TYPE_INT_RGB);
        BufferedImage without = plain.draw(image, HALVES);
        BufferedImage with = plain.withNames(List.of("sky")).draw(image, HALVES);
        assertThat(differing(without, with, 0, 80)).isGreaterThan(100);
        assertThat(differing(without, with, 80, 160)).isZero();
    }

    private static int differing(BufferedImage a, BufferedImage b, int from, int to) {
        int count = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < a.getHeight(); y++) {
                count += rgb(a, x, y) == rgb(b, x, y) ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void segmentsCanBeToldApart() {
        Set<Color> all = new HashSet<>();
        for (int id = 0; id < 255; id++) {
            all.add(SegmentPalette.colour(id));
        }
        assertThat(all).hasSize(255).doesNotContain(SegmentPalette.VOID);
        for (int a = 0; a < 27; a++) {
            for (int b = 0; b < a; b++) {
                Color c = SegmentPalette.colour(a);
                Color d = SegmentPalette.colour(b);
                int apart =
                        Math.abs(c.getRed() - d.getRed())
                                + Math.abs(c.getGreen() - d.getGreen())
                                + Math.abs(c.getBlue() - d.getBlue());
                assertThat(apart).as("%d and %d", a, b).isGreaterThan(55);
            }
        }
    }

    @Test
    void refusesImpossibleOpacity() {
        assertThatThrownBy(() -> Overlay.DEFAULT.withOpacity(1.1)).hasMessageContaining("1.1");
    }
}
