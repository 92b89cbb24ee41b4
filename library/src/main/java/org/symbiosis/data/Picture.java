package org.symbiosis.data;

/**
 * A decoded image: interleaved samples, 8 or 16 bits each, 1 (grey), 3 (RGB) or 4 (RGB and alpha)
 * channels, upright, row by row from the top left.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param channels 1, 3 or 4
 * @param samples {@code height * width * channels} values: {@code byte[]} or {@code short[]},
 *     unsigned
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(int width, int height, int channels, Object samples) {
    /** Checks that the samples fill the picture. */
    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height);
        }
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new IllegalArgumentException("a picture of " + channels + " channels");
        }
        int length =
                samples instanceof byte[] b
                        ? b.length
                        : samples instanceof short[] s ? s.length : -1;
        if (length != Math.multiplyExact(Math.multiplyExact(width, height), channels)) {
            throw new IllegalArgumentException("the samples do not fill the picture");
        }
    }

    /** Bits of a sample: 8 or 16. */
    public int bits() {
        return samples instanceof byte[] ? 8 : 16;
    }

    /**
     * Writes row {@code y} as RGB in [0, 1], interleaved; grey is repeated, alpha is laid over
     * white.
     *
     * @param rgb receives {@code 3 * width} values
     */
    public void row(int y, float[] rgb) {
        int from = y * width * channels;
        for (int x = 0; x < width; x++) {
            int at = from + x * channels;
            float alpha = channels == 4 ? sample(at + 3) : 1;
            for (int c = 0; c < 3; c++) {
                float v = sample(at + (channels == 1 ? 0 : c));
                rgb[3 * x + c] = channels == 4 ? v * alpha + 1 - alpha : v;
            }
        }
    }

    private float sample(int at) {
        return samples instanceof byte[] b
                ? (b[at] & 0xff) / 255f
                : (((short[]) samples)[at] & 0xffff) / 65535f;
    }
}
