package org.symbiosis.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.symbiosis.AtomicFile;

/**
 * A finished picture.
 *
 * @param bytes the PNG file
 * @param width in pixels of the file
 * @param height in pixels of the file
 * @param density pixels of the file for one of the page, along a side
 */
public record Png(byte[] bytes, int width, int height, int density) {
    /** Density of everything drawn here: sharp on fine screens, and on coarse ones no worse. */
    static final int FINE = 2;

    /** Checks the ranges. */
    public Png {
        if (width < 1 || height < 1 || density < 1) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " x " + height + " at density " + density);
        }
    }

    /** Encodes a picture. */
    public static Png of(BufferedImage image, int density) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return new Png(out.toByteArray(), image.getWidth(), image.getHeight(), density);
    }

    /** Width on the page, in CSS pixels. */
    public int pageWidth() {
        return Math.max(1, width / density);
    }

    /** Height on the page, in CSS pixels. */
    public int pageHeight() {
        return Math.max(1, height / density);
    }

    /** The file inside a link, as a page that stands alone needs it. */
    String dataUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Writes the file whole or not at all. */
    public void write(Path path) {
        AtomicFile.write(path, bytes);
    }
}
