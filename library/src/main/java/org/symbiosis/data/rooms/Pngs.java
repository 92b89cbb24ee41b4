package org.symbiosis.data.rooms;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.symbiosis.AtomicFile;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;

/** Pictures and maps of ids as PNG files. */
final class Pngs {
    private static final int PALETTE = 256;

    private Pngs() {}

    static void write(Path path, Picture picture) {
        write(path, Pixels.image(picture));
    }

    /** A map of ids below 256: the sample is the id, the palette makes it visible. */
    static void writeIds(Path path, int size, IntUnaryOperator id) {
        byte[][] colours = new byte[3][PALETTE];
        for (int i = 0; i < PALETTE; i++) {
            for (int c = 0; c < 3; c++) {
                colours[c][i] = (byte) (int) (60 + 195 * Lattice.hash(i, c, 1));
            }
        }
        IndexColorModel model = new IndexColorModel(8, PALETTE, colours[0], colours[1], colours[2]);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_INDEXED, model);
        WritableRaster raster = image.getRaster();
        for (int i = 0; i < size * size; i++) {
            raster.setSample(i % size, i / size, 0, id.applyAsInt(i));
        }
        write(path, image);
    }

    private static void write(Path path, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        AtomicFile.write(path, bytes.toByteArray());
    }
}
