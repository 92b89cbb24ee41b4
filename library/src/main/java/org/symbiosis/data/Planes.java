package org.symbiosis.data;

/**
 * An image on its way to a network: red, green and blue planes of floats.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code (3, height, width)}, row-major
 */
public record Planes(int width, int height, float[] values) {
    /** Checks the size. */
    public Planes {
        if (values.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill 3 x " + height + " x " + width);
        }
    }

    /** The picture's samples in [0, 1]; grey repeated, alpha laid over white. */
    public static Planes of(Picture picture) {
        int w = picture.width();
        int h = picture.height();
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(w, h), 3)];
        float[] row = new float[3 * w];
        for (int y = 0; y < h; y++) {
            picture.row(y, row);
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < 3; c++) {
                    values[(c * h + y) * w + x] = row[3 * x + c];
                }
            }
        }
        return new Planes(w, h, values);
    }

    /** The rectangle with this upper left corner; what lies outside is 0. */
    public Planes crop(int left, int top, int cropWidth, int cropHeight) {
        float[] out = new float[3 * cropWidth * cropHeight];
        int from = Math.max(0, -left);
        int to = Math.min(cropWidth, width - left);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < cropHeight; y++) {
                int source = top + y;
                if (source >= 0 && source < height && to > from) {
                    System.arraycopy(
                            values,
                            (c * height + source) * width + left + from,
                            out,
                            (c * cropHeight + y) * cropWidth + from,
                            to - from);
                }
            }
        }
        return new Planes(cropWidth, cropHeight, out);
    }

    /** Left and right exchanged. */
    public Planes flipped() {
        float[] out = new float[values.length];
        for (int row = 0; row < 3 * height; row++) {
            for (int x = 0; x < width; x++) {
                out[row * width + x] = values[row * width + width - 1 - x];
            }
        }
        return new Planes(width, height, out);
    }
}
