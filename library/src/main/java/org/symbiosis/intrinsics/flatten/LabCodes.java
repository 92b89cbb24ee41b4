package org.symbiosis.intrinsics.flatten;

import org.symbiosis.data.lit.Srgb;

/** CIE Lab under D50 in eight bits: {@code round(2.55 L)}, {@code round(a + 128)}, likewise b. */
final class LabCodes {
    /** From linear sRGB to XYZ, adapted to D50 by Bradford's method, over the white's XYZ. */
    private static final double[][] TO_XYZ = {
        {0.4360747, 0.3850649, 0.1430804},
        {0.2225045, 0.7168786, 0.0606169},
        {0.0139322, 0.0971045, 0.7141733}
    };

    private static final double[] WHITE = {0.9642, 1.0, 0.8249};
    private static final double CUBE = 216.0 / 24389;
    private static final double SLOPE = 24389.0 / 27;

    private LabCodes() {}

    static ByteImage of(ByteImage rgb) {
        double[] out = new double[rgb.values().length];
        double[] f = new double[3];
        for (int i = 0; i < rgb.pixels(); i++) {
            for (int k = 0; k < 3; k++) {
                double sum = 0;
                for (int c = 0; c < 3; c++) {
                    sum += TO_XYZ[k][c] * Srgb.decode(rgb.values()[3 * i + c] / 255);
                }
                double t = sum / WHITE[k];
                f[k] = t > CUBE ? Math.cbrt(t) : (SLOPE * t + 16) / 116;
            }
            out[3 * i] = code(2.55 * (116 * f[1] - 16));
            out[3 * i + 1] = code(500 * (f[0] - f[1]) + 128);
            out[3 * i + 2] = code(200 * (f[1] - f[2]) + 128);
        }
        return new ByteImage(rgb.width(), rgb.height(), out);
    }

    private static double code(double v) {
        return (double) Math.max(0, Math.min(255, Math.round(v)));
    }
}
