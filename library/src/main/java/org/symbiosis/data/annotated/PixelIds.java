package org.symbiosis.data.annotated;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.symbiosis.UserError;
import org.symbiosis.data.DecodeLimits;

/**
 * The raw numbers in a PNG of ids, before any colour is made of them.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bands 1 for grey levels and for places in a palette, 3 for colours, 4 with alpha
 * @param samples {@code (height, width, bands)}
 */
@SuppressWarnings("ArrayRecordComponent")
record PixelIds(int width, int height, int bands, int[] samples) {
    static PixelIds read(Path file) {
        try {
            return decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no file " + file, "fetch the annotations again", e);
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw anything on broken files, array bounds included.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw UserError.failed(
                    file + ": damaged or truncated (" + reason + ")",
                    "fetch the annotations again",
                    e);
        }
    }

    private static PixelIds decode(byte[] bytes) throws IOException {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int w = reader.getWidth(0);
                int h = reader.getHeight(0);
                DecodeLimits limits = DecodeLimits.DEFAULT;
                if (Math.max(w, h) > limits.maxSide() || (long) w * h > limits.maxPixels()) {
                    throw new IOException(w + " x " + h + " pixels are too many");
                }
                return of(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    private static PixelIds of(BufferedImage image) {
        Raster raster = image.getRaster();
        int w = raster.getWidth();
        int h = raster.getHeight();
        int bands = raster.getNumBands();
        int[] samples = new int[Math.multiplyExact(Math.multiplyExact(w, h), bands)];
        raster.getPixels(raster.getMinX(), raster.getMinY(), w, h, samples);
        return new PixelIds(w, h, bands, samples);
    }

    /** Grey levels or places in a palette. */
    int[] single(Path file) {
        if (bands != 1) {
            throw UserError.failed(
                    file + " is a picture in colour, not a map of ids",
                    "give the annotations as they are distributed, with a palette");
        }
        return samples;
    }

    /** Red + 256 green + 65536 blue, as panoptic annotations number their segments. */
    int[] coloured(Path file) {
        if (bands < 3) {
            throw UserError.failed(
                    file + " is grey, not a map of ids in red, green and blue",
                    "give panoptic annotations");
        }
        int[] ids = new int[width * height];
        for (int i = 0; i < ids.length; i++) {
            int at = i * bands;
            ids[i] = samples[at] + (samples[at + 1] << 8) + (samples[at + 2] << 16);
        }
        return ids;
    }
}
