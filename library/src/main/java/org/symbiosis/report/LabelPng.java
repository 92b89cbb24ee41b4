package org.symbiosis.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.symbiosis.data.annotated.Labels;

/**
 * Label maps as PNG files that keep their numbers.
 *
 * <p>Up to number 254 a pixel is a place in a palette, with 255 for void, as VOC has it: any viewer
 * shows colours, any reader of palettes gets the numbers. Above, it is 16 bits of grey, with 65535
 * for void. {@link Labels#read} reads both.
 */
public final class LabelPng {
    /** What stands for void among 8 bits. */
    public static final int VOID_8 = 255;

    /** What stands for void among 16 bits. */
    public static final int VOID_16 = 65535;

    private LabelPng() {}

    /**
     * Encodes a map.
     *
     * @throws IllegalArgumentException when a number is above 65534
     */
    public static Png of(Labels labels) {
        if (labels.largest() >= VOID_16) {
            throw new IllegalArgumentException(
                    "number " + labels.largest() + " does not fit into 16 bits: count from 0");
        }
        boolean small = labels.largest() < VOID_8;
        int none = small ? VOID_8 : VOID_16;
        int w = labels.width();
        int h = labels.height();
        BufferedImage image =
                small
                        ? new BufferedImage(
                                w, h, BufferedImage.TYPE_BYTE_INDEXED, SegmentPalette.model())
                        : new BufferedImage(w, h, BufferedImage.TYPE_USHORT_GRAY);
        int[] samples = labels.ids().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = samples[i] == Labels.VOID ? none : samples[i];
        }
        image.getRaster().setPixels(0, 0, w, h, samples);
        return Png.of(image, 1);
    }

    /** Writes the file whole or not at all. */
    public static void write(Path file, Labels labels) {
        of(labels).write(file);
    }
}
