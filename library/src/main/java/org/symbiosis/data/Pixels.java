package org.symbiosis.data;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Pictures out of and into the JDK's images. */
public final class Pixels {
    private Pixels() {}

    /** The samples of an image: grey stays grey, 16 bits stay 16 bits, all else becomes RGB(A). */
    static Picture of(BufferedImage image) {
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        boolean alpha = image.getColorModel().getTransparency() != Transparency.OPAQUE;
        if (image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT
                && isPlain(image.getColorModel())) {
            return deep(image, grey, alpha);
        }
        if (grey && !alpha && image.getRaster().getNumBands() == 1) {
            return grey(image);
        }
        return alpha ? colour(image, 4) : opaque(image);
    }

    /** The picture as an image that can be drawn or saved; 16 bits become 8. */
    public static BufferedImage image(Picture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        float[] row = new float[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            for (int x = 0; x < picture.width(); x++) {
                int r = Math.round(row[3 * x] * 255);
                int g = Math.round(row[3 * x + 1] * 255);
                int b = Math.round(row[3 * x + 2] * 255);
                image.setRGB(x, y, r << 16 | g << 8 | b);
            }
        }
        return image;
    }

    /** Channels are 16 bits each, not packed into one sample. */
    private static boolean isPlain(ColorModel model) {
        return model.getComponentSize(0) == 16;
    }

    private static Picture deep(BufferedImage image, boolean grey, boolean alpha) {
        int bands = image.getRaster().getNumBands();
        int channels = grey ? 1 : alpha ? 4 : 3;
        int w = image.getWidth();
        short[] samples = new short[w * image.getHeight() * channels];
        int[] row = new int[w * bands];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getPixels(0, y, w, 1, row);
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < channels; c++) {
                    samples[at++] = (short) row[x * bands + c];
                }
            }
        }
        return new Picture(w, image.getHeight(), channels, samples);
    }

    /** Samples as stored: the JDK's own conversion of grey would change its gamma. */
    private static Picture grey(BufferedImage image) {
        Raster raster = image.getRaster();
        int w = image.getWidth();
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        byte[] samples = new byte[w * image.getHeight()];
        int[] row = new int[w];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, w, 1, row);
            for (int v : row) {
                samples[at++] = (byte) (v * 255 / most);
            }
        }
        return new Picture(w, image.getHeight(), 1, samples);
    }

    private static Picture opaque(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            if (bgr.length == image.getWidth() * image.getHeight() * 3) {
                byte[] rgb = new byte[bgr.length];
                for (int i = 0; i < bgr.length; i += 3) {
                    rgb[i] = bgr[i + 2];
                    rgb[i + 1] = bgr[i + 1];
                    rgb[i + 2] = bgr[i];
                }
                return new Picture(image.getWidth(), image.getHeight(), 3, rgb);
            }
        }
        return colour(image, 3);
    }

    private static Picture colour(BufferedImage image, int channels) {
        int w = image.getWidth();
        byte[] samples = new byte[w * image.getHeight() * channels];
        int[] row = new int[w];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, w, 1, row, 0, w);
            for (int argb : row) {
                samples[at++] = (byte) (argb >> 16);
                samples[at++] = (byte) (argb >> 8);
                samples[at++] = (byte) argb;
                if (channels == 4) {
                    samples[at++] = (byte) (argb >> 24);
                }
            }
        }
        return new Picture(w, image.getHeight(), channels, samples);
    }
}
