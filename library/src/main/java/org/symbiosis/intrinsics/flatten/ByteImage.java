package org.symbiosis.intrinsics.flatten;

/**
 * A picture of three channels, 0 .. 255.
 *
 * @param values {@code (height, width, 3)}
 */
@SuppressWarnings("ArrayRecordComponent")
record ByteImage(int width, int height, double[] values) {
    int pixels() {
        return width * height;
    }

    /** One channel: {@code (height, width)}. */
    double[] channel(int c) {
        double[] out = new double[pixels()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[3 * i + c];
        }
        return out;
    }
}
