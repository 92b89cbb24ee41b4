package org.symbiosis.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Array;

/** How a camera was held: the EXIF orientation 1 to 8. */
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);

    /** The orientation that a file notes; upright when it notes none. */
    static Orientation of(byte[] file) {
        if (!mayHoldExif(file)) {
            return UPRIGHT;
        }
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value =
                    exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return value == null || value < 1 || value > 8 ? UPRIGHT : new Orientation(value);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return UPRIGHT; // Broken notes do not make a picture unreadable.
        }
    }

    /**
     * Parsing every file's notes costs more than decoding a small picture: look for them first, to
     * the end, where WebP has them.
     */
    private static boolean mayHoldExif(byte[] file) {
        int end = file.length - 3;
        for (int i = 0; i < end; i++) {
            if (file[i] == 'E'
                    && (file[i + 1] == 'x' || file[i + 1] == 'X')
                    && (file[i + 2] == 'i' || file[i + 2] == 'I')
                    && (file[i + 3] == 'f' || file[i + 3] == 'F')) {
                return true;
            }
        }
        return file.length > 4
                && (file[0] == 'I' && file[1] == 'I' || file[0] == 'M' && file[1] == 'M');
    }

    /** The picture as the photographer saw it. */
    Picture upright(Picture p) {
        if (value == 1) {
            return p;
        }
        boolean swapped = value >= 5;
        int w = swapped ? p.height() : p.width();
        int h = swapped ? p.width() : p.height();
        int c = p.channels();
        Object turned = Array.newInstance(p.samples().getClass().getComponentType(), w * h * c);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int from = (sourceY(x, y, p) * p.width() + sourceX(x, y, p)) * c;
                System.arraycopy(p.samples(), from, turned, (y * w + x) * c, c);
            }
        }
        return new Picture(w, h, c, turned);
    }

    private int sourceX(int x, int y, Picture p) {
        return switch (value) {
            case 2, 3 -> p.width() - 1 - x;
            case 5, 6 -> y;
            case 7, 8 -> p.width() - 1 - y;
            default -> x;
        };
    }

    private int sourceY(int x, int y, Picture p) {
        return switch (value) {
            case 3, 4 -> p.height() - 1 - y;
            case 5, 8 -> x;
            case 6, 7 -> p.height() - 1 - x;
            default -> y;
        };
    }
}
