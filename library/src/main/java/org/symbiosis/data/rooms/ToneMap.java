package org.symbiosis.data.rooms;

/**
 * From linear radiance to what a screen shows: partial adaptation, a soft shoulder, the mean of a
 * pixel's four subsamples, the sRGB curve.
 */
final class ToneMap {
    private static final double SHOULDER = .7;

    private ToneMap() {}

    /** Relative luminance of linear red, green and blue. */
    static double luminance(double r, double g, double b) {
        return .2126 * r + .7152 * g + .0722 * b;
    }

    /**
     * The picture of subsampled radiance.
     *
     * @param radiance (pixels, 4, 3), row-major
     * @param hit (pixels, 4): which subsamples show something
     * @return (pixels, 3): sRGB bytes
     */
    static byte[] picture(float[] radiance, boolean[] hit) {
        double scale = exposure(radiance, hit);
        byte[] out = new byte[radiance.length / 4];
        for (int pixel = 0; pixel < hit.length / 4; pixel++) {
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (int s = 0; s < 4; s++) {
                    sum += shoulder(radiance[(pixel * 4 + s) * 3 + c] * scale);
                }
                out[pixel * 3 + c] = encode(sum / 4);
            }
        }
        return out;
    }

    /** .95 (.16 / m)^.75, m the geometric mean of the luminance: dark light stays a little dark. */
    private static double exposure(float[] radiance, boolean[] hit) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < hit.length; i++) {
            if (hit[i]) {
                double y = luminance(radiance[3 * i], radiance[3 * i + 1], radiance[3 * i + 2]);
                sum += StrictMath.log(y + 1e-3);
                n++;
            }
        }
        double mean = StrictMath.exp(sum / Math.max(1, n));
        return .95 * StrictMath.pow(.16 / mean, .75);
    }

    private static double shoulder(double x) {
        return x < SHOULDER
                ? x
                : SHOULDER
                        + (1 - SHOULDER) * (1 - StrictMath.exp(-(x - SHOULDER) / (1 - SHOULDER)));
    }

    /** The sRGB byte of a linear value in [0, 1]. */
    static byte encode(double x) {
        double v = x <= .0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - .055;
        return (byte) (int) Math.floor(255 * Math.min(1, Math.max(0, v)) + .5);
    }
}
