package org.symbiosis.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes JPEG, PNG, WebP, BMP, GIF and TIFF: grey, colour, palette, alpha, 16 bit, CMYK; turned
 * upright by its EXIF orientation.
 *
 * <p>A picture that is truncated, damaged or larger than the limits is refused with the reason.
 */
public final class ImageDecoder {
    /** File name endings of images, in lower case. */
    public static final Set<String> SUFFIXES =
            Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff");

    static {
        ImageIO.setUseCache(false);
    }

    private final DecodeLimits limits;

    /** A decoder with these limits; safe for use by several threads. */
    public ImageDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /** Whether a name ends as an image's does. */
    public static boolean isImage(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && SUFFIXES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Decodes a whole file.
     *
     * @param name for messages
     * @throws IOException naming the image and what is wrong with it
     */
    public Picture decode(String name, byte[] file) throws IOException {
        try {
            return Orientation.of(file).upright(decode(file));
        } catch (Damaged e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new IOException(name + ": takes more memory than there is; see -Xmx", e);
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw anything on broken files, array bounds included.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(name + ": damaged or truncated image (" + reason + ")", e);
        }
    }

    /**
     * Reads and decodes a file of at most 256 MB.
     *
     * @param name for messages
     * @throws IOException naming the image and what is wrong with it
     */
    public Picture decode(String name, Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = StoredImages.bytes(file);
        } catch (IOException e) {
            throw new IOException(name + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return decode(name, bytes);
    }

    private Picture decode(byte[] file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Damaged(file.length == 0 ? "the file is empty" : "not an image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                Warnings warnings = new Warnings();
                reader.addIIOReadWarningListener(warnings);
                Picture picture = read(reader);
                if (warnings.truncated) {
                    throw new Damaged("the file is truncated");
                }
                return picture;
            } finally {
                reader.dispose();
            }
        }
    }

    private void checkSize(int width, int height) throws Damaged {
        if (width > limits.maxSide()
                || height > limits.maxSide()
                || (long) width * height > limits.maxPixels()) {
            throw new Damaged(
                    "%d x %d pixels are more than the limit of %d a side and %d in all"
                            .formatted(width, height, limits.maxSide(), limits.maxPixels()));
        }
    }

    private static Picture read(ImageReader reader) throws IOException {
        BufferedImage image;
        try {
            image = reader.read(0);
        } catch (IIOException e) {
            Raster raster = cmyk(reader);
            if (raster == null) {
                throw e;
            }
            return Cmyk.toRgb(raster, Cmyk.isYcck(reader));
        }
        return Pixels.of(image);
    }

    /** The raw samples of a four-channel JPEG, which the JDK does not turn into a picture. */
    private static Raster cmyk(ImageReader reader) throws IOException {
        if (!reader.canReadRaster()) {
            return null;
        }
        Raster raster = reader.readRaster(0, null);
        return raster.getNumBands() == 4 ? raster : null;
    }

    /** The JPEG reader fills a truncated picture with grey and only warns. */
    private static final class Warnings implements IIOReadWarningListener {
        private boolean truncated;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            truncated |= warning.startsWith("Truncated") || warning.startsWith("Premature");
        }
    }

    /** What is wrong with an image, in words. */
    private static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }
}
