package org.symbiosis.data.lit;

/** The sRGB curve: from light to what files hold, and back. */
public final class Srgb {
    private Srgb() {}

    /** The linear value of an encoded one, both in [0, 1]. */
    public static double decode(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    /** The encoded value of a linear one; what lies outside [0, 1] is cut. */
    public static double encode(double linear) {
        double x = Math.min(1, Math.max(0, linear));
        return x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
    }
}
