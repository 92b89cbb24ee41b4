package org.symbiosis.data;

import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Four-channel JPEGs, as printers want them: inverted CMYK or YCCK, as Adobe writes it. */
final class Cmyk {
    private static final int ADOBE_YCCK = 2;

    private Cmyk() {}

    /** Whether the first three channels are luma and chroma. */
    static boolean isYcck(ImageReader reader) throws IOException {
        IIOMetadata metadata = reader.getImageMetadata(0);
        if (metadata == null || metadata.getNativeMetadataFormatName() == null) {
            return false;
        }
        Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        NodeList adobe = root.getElementsByTagName("app14Adobe");
        return adobe.getLength() > 0
                && Integer.toString(ADOBE_YCCK)
                        .equals(((Element) adobe.item(0)).getAttribute("transform"));
    }

    /**
     * RGB of the samples as stored, without a colour profile: each of C, M, Y darkens its
     * complement, K darkens all.
     */
    static Picture toRgb(Raster raster, boolean ycck) {
        int w = raster.getWidth();
        int h = raster.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(w, h), 3)];
        int[] row = new int[4 * w];
        int at = 0;
        for (int y = 0; y < h; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
            for (int x = 0; x < w; x++) {
                double a = row[4 * x];
                double b = row[4 * x + 1] - 128.0;
                double c = row[4 * x + 2] - 128.0;
                double k = row[4 * x + 3] / 255.0;
                double red = ycck ? 255 - (a + 1.402 * c) : a;
                double green = ycck ? 255 - (a - 0.344136 * b - 0.714136 * c) : b + 128;
                double blue = ycck ? 255 - (a + 1.772 * b) : c + 128;
                rgb[at++] = sample(red * k);
                rgb[at++] = sample(green * k);
                rgb[at++] = sample(blue * k);
            }
        }
        return new Picture(w, h, 3, rgb);
    }

    /** RGB of amounts of ink, as the JDK's reader gives them where it knows such files. */
    static Picture ofInks(Raster raster) {
        int w = raster.getWidth();
        int h = raster.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(w, h), 3)];
        int[] row = new int[4 * w];
        double most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        int at = 0;
        for (int y = 0; y < h; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
            for (int x = 0; x < w; x++) {
                double k = 1 - row[4 * x + 3] / most;
                for (int c = 0; c < 3; c++) {
                    rgb[at++] = sample(255 * (1 - row[4 * x + c] / most) * k);
                }
            }
        }
        return new Picture(w, h, 3, rgb);
    }

    private static byte sample(double v) {
        return (byte) Math.max(0, Math.min(255, Math.round(v)));
    }
}
