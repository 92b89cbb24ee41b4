package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.symbiosis.UserError;

/** Small files in the formats of annotated sets. */
final class Fixtures {
    private Fixtures() {}

    static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A grey photograph. */
    static void photograph(Path file, int width, int height) throws IOException {
        write(file, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** A PNG of one grey level a pixel. */
    static void grey(Path file, int width, int height, int... values) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, width, height, values);
        write(file, image);
    }

    /** A PNG of one grey level of 16 bits a pixel. */
    static void deep(Path file, int width, int height, int... values) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, width, height, values);
        write(file, image);
    }

    /** A PNG whose pixels are places in a palette. */
    static void palette(Path file, int width, int height, int... values) throws IOException {
        byte[] colours = new byte[256];
        for (int i = 0; i < 256; i++) {
            colours[i] = (byte) (i * 37);
        }
        IndexColorModel model = new IndexColorModel(8, 256, colours, colours, colours);
        BufferedImage image =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        WritableRaster raster = image.getRaster();
        raster.setPixels(0, 0, width, height, values);
        write(file, image);
    }

    /** A PNG of numbers of 24 bits: red, green, blue from the low byte on. */
    static void coloured(Path file, int width, int height, int... values) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            int v = values[i];
            int rgb = (v & 255) << 16 | (v >> 8 & 255) << 8 | v >> 16 & 255;
            image.setRGB(i % width, i / width, rgb);
        }
        write(file, image);
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    /** Keeps the first half of a file. */
    static void truncate(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    /** Checks that something is refused with one line that holds these words. */
    static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n");
    }
}
