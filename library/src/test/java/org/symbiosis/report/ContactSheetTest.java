package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.symbiosis.report.ContactSheet.Row;

class ContactSheetTest {
    private static final int GAP = 8;

    @Test
    void picturesLieInTheirPlacesBetweenWhiteGaps() {
        BufferedImage red = filled(16, 0xff0000);
        BufferedImage blue = filled(16, 0x0000ff);
        BufferedImage sheet =
                ContactSheet.of(new Row("", List.of(red, blue)), new Row("", List.of(blue)))
                        .withCell(16)
                        .draw();
        int step = 32 + GAP;
        assertThat(sheet.getWidth()).isEqualTo(GAP + 2 * step);
        assertThat(sheet.getHeight()).isEqualTo(GAP + 2 * step);
        assertThat(sheet.getRGB(GAP, GAP)).isEqualTo(0xffff0000);
        assertThat(sheet.getRGB(GAP + 31, GAP + 31)).isEqualTo(0xffff0000);
        assertThat(sheet.getRGB(GAP + 32, GAP)).isEqualTo(0xffffffff);
        assertThat(sheet.getRGB(GAP + step, GAP)).isEqualTo(0xff0000ff);
        assertThat(sheet.getRGB(GAP, GAP + step)).isEqualTo(0xff0000ff);
        assertThat(sheet.getRGB(GAP + step, GAP + step)).isEqualTo(0xffffffff);
    }

    @Test
    void thePngDecodesToTheSizeItNames() throws IOException {
        Png png =
                ContactSheet.of(new Row("masked", List.of(filled(32, 0x123456))))
                        .withColumns(List.of("cat"))
                        .png();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png.bytes()));
        assertThat(read.getWidth()).isEqualTo(png.width());
        assertThat(read.getHeight()).isEqualTo(png.height());
        assertThat(png.pageWidth()).isEqualTo(png.width() / 2);
    }

    @Test
    void captionsAreDrawnWithoutCoveringAPicture() {
        Row plain = new Row("", List.of(filled(32, 0x00ff00)));
        Row named = new Row("original", plain.pictures());
        BufferedImage without = ContactSheet.of(plain).draw();
        BufferedImage with = ContactSheet.of(named).withColumns(List.of("frog")).draw();
        assertThat(with.getWidth()).isGreaterThan(without.getWidth());
        assertThat(with.getHeight()).isGreaterThan(without.getHeight());
        assertThat(count(with, 0xff00ff00)).isEqualTo(count(without, 0xff00ff00));
        assertThat(count(with, 0xff222222)).isPositive();
    }

    @Test
    void longCaptionsAreShortenedToTheirRoom() {
        FontMetrics letters = Lettering.metrics(Lettering.plain(20));
        String text = "reconstruction  by\na very \ud83d\ude00 long-winded model";
        for (int width = 20; width < 600; width += 7) {
            String end = Lettering.shortened(text, width, letters);
            String middle = Lettering.abridged(text, width, letters);
            assertThat(letters.stringWidth(end)).isLessThanOrEqualTo(Math.max(width, 24));
            assertThat(end + middle).doesNotContain("\n").doesNotContain("\ud83d\u2026");
            assertThat(letters.stringWidth(middle)).isLessThanOrEqualTo(Math.max(width, 40));
        }
        assertThat(Lettering.abridged("depth 12, alpha 0.6", 120, letters))
                .startsWith("dept")
                .endsWith("0.6");
        BufferedImage sheet =
                ContactSheet.of(new Row("x".repeat(999), List.of(filled(8, 1)))).draw();
        assertThat(sheet.getWidth()).isLessThan(2 * (150 + 96 + 20));
    }

    @Test
    void wrappingKeepsAllPictures() {
        List<BufferedImage> five = List.of(filled(8, 1), filled(8, 2), filled(8, 3), filled(8, 4));
        ContactSheet sheet = ContactSheet.wrapped(five, 3);
        assertThat(sheet.rows()).hasSize(2);
        assertThat(sheet.rows().get(1).pictures()).containsExactly(five.get(3));
    }

    @Test
    void aSheetWithoutPicturesOrWithTooManyCaptionsIsRefused() {
        assertThatThrownBy(() -> ContactSheet.of(new Row("a", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        ContactSheet one = ContactSheet.of(new Row("a", List.of(filled(8, 1))));
        assertThatThrownBy(() -> one.withColumns(List.of("a", "b")))
                .hasMessageContaining("2 captions for at most 1");
    }

    private static long count(BufferedImage image, int argb) {
        long n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                n += image.getRGB(x, y) == argb ? 1 : 0;
            }
        }
        return n;
    }

    private static BufferedImage filled(int side, int rgb) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, rgb);
        }
        return image;
    }
}
