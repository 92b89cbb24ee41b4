package org.symbiosis.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Planes;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;

/** Float planes and tensors as pictures, and pictures in a size that can be seen. */
public final class Bitmaps {
    private Bitmaps() {}

    /** A picture of planes in [0, 1]; values outside are clamped, what is no number is black. */
    public static BufferedImage of(Planes planes) {
        int w = planes.width();
        int h = planes.height();
        float[] v = planes.values();
        int[] rgb = new int[w * h]; // 0xRRGGBB
        for (int i = 0; i < rgb.length; i++) {
            int red = eightBits(v[i]);
            int green = eightBits(v[i + rgb.length]);
            int blue = eightBits(v[i + 2 * rgb.length]);
            rgb[i] = red << 16 | green << 8 | blue;
        }
        return rgb(w, h, rgb);
    }

    private static int eightBits(float value) {
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    /** Pictures of all planes, in order. */
    public static List<BufferedImage> of(List<Planes> planes) {
        return planes.stream().map(Bitmaps::of).toList();
    }

    /**
     * The planes of a batch of images; grey is repeated.
     *
     * @param images {@code (B, 3, H, W)} or {@code (B, 1, H, W)}
     * @throws IllegalArgumentException for any other shape
     */
    public static List<Planes> planes(Tensor images) {
        long[] shape = Shapes.of(images);
        if (shape.length != 4 || shape[1] != 1 && shape[1] != 3) {
            throw new IllegalArgumentException(
                    "pictures need (B, 3, H, W) or (B, 1, H, W), not " + Shapes.text(shape));
        }
        int channels = (int) shape[1];
        int plane = Math.toIntExact(shape[2] * shape[3]);
        float[] all = Plain.floats(images);
        List<Planes> planes = new ArrayList<>();
        for (int b = 0; b < shape[0]; b++) {
            float[] values = new float[3 * plane];
            for (int c = 0; c < 3; c++) {
                int from = (b * channels + c % channels) * plane;
                System.arraycopy(all, from, values, c * plane, plane);
            }
            planes.add(new Planes((int) shape[3], (int) shape[2], values));
        }
        return planes;
    }

    /** A batch of images {@code (B, 3, H, W)} from planes of one size. */
    public static Tensor tensor(List<Planes> planes) {
        Planes first = planes.get(0);
        int length = first.values().length;
        float[] all = new float[Math.multiplyExact(planes.size(), length)];
        for (int b = 0; b < planes.size(); b++) {
            Planes p = planes.get(b);
            if (p.width() != first.width() || p.height() != first.height()) {
                throw new IllegalArgumentException("a batch needs images of one size");
            }
            System.arraycopy(p.values(), 0, all, b * length, length);
        }
        return Plain.tensor(all, planes.size(), 3, first.height(), first.width());
    }

    /** Every pixel as a square of {@code factor} x {@code factor}. */
    public static BufferedImage enlarged(BufferedImage image, int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("cannot enlarge by " + factor);
        }
        int width = Math.multiplyExact(image.getWidth(), factor);
        return stretched(image, width, Math.multiplyExact(image.getHeight(), factor));
    }

    /** The picture at this size, each new pixel a copy of the one that lies there. */
    public static BufferedImage stretched(BufferedImage image, int width, int height) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[] from = image.getRGB(0, 0, w, h, null, 0, w);
        int[] to = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int row = (int) ((long) y * h / height) * w;
            for (int x = 0; x < width; x++) {
                to[y * width + x] = from[row + (int) ((long) x * w / width)];
            }
        }
        return rgb(width, height, to);
    }

    /**
     * The picture with its longer side near {@code side} pixels: small ones grow by a whole factor,
     * so that their pixels stay square and sharp; large ones are averaged down.
     */
    public static BufferedImage fitted(BufferedImage image, int side) {
        int longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= side) {
            return enlarged(image, side / longer);
        }
        BufferedImage current = image;
        while (longer(current) > 2 * side) { // halving averages all pixels; one jump would skip
            current = reduced(current, (longer(current) + 1) / 2);
        }
        return reduced(current, side);
    }

    private static int longer(BufferedImage image) {
        return Math.max(image.getWidth(), image.getHeight());
    }

    private static BufferedImage reduced(BufferedImage image, int side) {
        double scale = (double) side / longer(image);
        int w = (int) Math.max(1, Math.round(image.getWidth() * scale));
        int h = (int) Math.max(1, Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, w, h, null);
        g.dispose();
        return small;
    }

    private static BufferedImage rgb(int width, int height, int[] values) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, values, 0, width);
        return image;
    }
}
