package org.symbiosis.data;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Pictures out of and into the JDK's images. */
public final class Pixels {
    private Pixels() {}

    /**
     * The samples of an image: grey stays grey, 16 bits stay 16 bits, all else becomes RGB(A).
     *
     * <p>Samples are taken as they are wherever that has a meaning: the JDK's own conversion would
     * change the gamma of grey, and goes pixel by pixel.
     */
    public static Picture of(BufferedImage image) {
        int space = image.getColorModel().getColorSpace().getType();
        int bands = image.getRaster().getNumBands();
        if (space == ColorSpace.TYPE_CMYK && bands == 4 && isStored(image)) {
            return Cmyk.ofInks(image.getRaster());
        }
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return turned(image);
        }
        boolean grey = space == ColorSpace.TYPE_GRAY && bands <= 2;
        boolean colour = space == ColorSpace.TYPE_RGB && (bands == 3 || bands == 4);
        if ((grey || colour) && isStored(image)) {
            return stored(image, bands);
        }
        boolean alpha = image.getColorModel().getTransparency() != Transparency.OPAQUE;
        return converted(image, alpha ? 4 : 3);
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

    /** Whether each channel has samples of its own, of at most 16 bits, not multiplied by alpha. */
    private static boolean isStored(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int type = image.getRaster().getDataBuffer().getDataType();
        return model instanceof ComponentColorModel
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
                && !(model.hasAlpha() && model.isAlphaPremultiplied());
    }

    /** Samples as they are: 1 band grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
    private static Picture stored(BufferedImage image, int bands) {
        Raster raster = image.getRaster();
        int w = image.getWidth();
        int h = image.getHeight();
        int channels = bands == 2 ? 4 : bands;
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean deep = most > 255;
        byte[] bytes = deep ? null : new byte[w * h * channels];
        short[] shorts = deep ? new short[w * h * channels] : null;
        int[] row = new int[w * bands];
        int at = 0;
        for (int y = 0; y < h; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < channels; c++) {
                    int v = row[x * bands + (bands == 2 ? c / 3 : c)];
                    if (deep) {
                        shorts[at++] = (short) v;
                    } else {
                        bytes[at++] = (byte) (v * 255 / most);
                    }
                }
            }
        }
        return new Picture(w, h, channels, deep ? shorts : bytes);
    }

    /** Blue, green, red turned round: what most JPEG and PNG files become. */
    private static Picture turned(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (bgr.length != image.getWidth() * image.getHeight() * 3) {
            return converted(image, 3);
        }
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new Picture(image.getWidth(), image.getHeight(), 3, rgb);
    }

    /** Palettes, packed samples, floats: by the JDK's conversion. */
    private static Picture converted(BufferedImage image, int channels) {
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
