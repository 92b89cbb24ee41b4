package org.symbiosis.intrinsics;

/**
 * Planes of floats of any range and number.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code (channels, height, width)}
 */
@SuppressWarnings("ArrayRecordComponent")
record PlanarImage(int width, int height, float[] values) {
    int channels() {
        return values.length / (width * height);
    }

    /** The value at a place in pixels, 0 being the middle of the first; zeros beyond the border. */
    float bilinear(int channel, double u, double v) {
        int x = (int) Math.floor(u);
        int y = (int) Math.floor(v);
        float fx = (float) (u - x);
        float fy = (float) (v - y);
        int plane = channel * width * height;
        float above = (1 - fx) * at(plane, x, y) + fx * at(plane, x + 1, y);
        float below = (1 - fx) * at(plane, x, y + 1) + fx * at(plane, x + 1, y + 1);
        return (1 - fy) * above + fy * below;
    }

    /** The same, the outermost pixels going on beyond the border. */
    float clamped(int channel, double u, double v) {
        return bilinear(
                channel, Math.max(0, Math.min(width - 1, u)), Math.max(0, Math.min(height - 1, v)));
    }

    private float at(int plane, int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height ? values[plane + y * width + x] : 0;
    }
}
