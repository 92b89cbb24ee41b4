package org.symbiosis.data.lit;

import java.util.Arrays;
import org.symbiosis.data.Picture;

/** Pictures whose numbers are proportional to light, and how a screen shows them. */
final class LinearPictures {
    private static final double SHARE = 0.995;

    private LinearPictures() {}

    /** What nearly all values of a picture stay below. */
    static double brightest(Picture picture) {
        float[] all = new float[picture.width() * picture.height() * 3];
        float[] row = new float[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            System.arraycopy(row, 0, all, y * row.length, row.length);
        }
        Arrays.sort(all);
        return all[(int) (SHARE * (all.length - 1))];
    }

    /** The picture at an exposure, in sRGB bytes. */
    static Picture shown(Picture picture, double exposure) {
        byte[] samples = new byte[picture.width() * picture.height() * 3];
        float[] row = new float[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            for (int i = 0; i < row.length; i++) {
                samples[y * row.length + i] =
                        (byte) (int) Math.round(255 * Srgb.encode(row[i] * exposure));
            }
        }
        return new Picture(picture.width(), picture.height(), 3, samples);
    }
}
