package org.symbiosis.data.lit;

import org.symbiosis.data.Picture;

/** Pictures made smaller by the mean over the area of each new pixel. */
final class Reduction {
    private Reduction() {}

    /** The picture with this shorter side, or itself when it is not longer; 8 bits a sample. */
    static Picture shorterSide(Picture picture, int side) {
        int shorter = Math.min(picture.width(), picture.height());
        if (side == 0 || shorter <= side) {
            return picture;
        }
        double scale = side / (double) shorter;
        int w = Math.max(1, (int) Math.round(picture.width() * scale));
        int h = Math.max(1, (int) Math.round(picture.height() * scale));
        double[] sums = new double[3 * w * h];
        float[] row = new float[3 * picture.width()];
        double rows = picture.height() / (double) h;
        for (int y = 0; y < picture.height(); y++) {
            picture.row(y, row);
            double[] across = across(row, picture.width(), w);
            for (int to = (int) (y / rows); to < h && to * rows < y + 1; to++) {
                double share = (Math.min(y + 1, (to + 1) * rows) - Math.max(y, to * rows)) / rows;
                for (int i = 0; i < 3 * w; i++) {
                    sums[3 * w * to + i] += share * across[i];
                }
            }
        }
        byte[] samples = new byte[sums.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (int) Math.max(0, Math.min(255, Math.round(255 * sums[i])));
        }
        return new Picture(w, h, 3, samples);
    }

    private static double[] across(float[] row, int from, int to) {
        double[] out = new double[3 * to];
        double width = from / (double) to;
        for (int x = 0; x < from; x++) {
            for (int i = (int) (x / width); i < to && i * width < x + 1; i++) {
                double share = (Math.min(x + 1, (i + 1) * width) - Math.max(x, i * width)) / width;
                for (int c = 0; c < 3; c++) {
                    out[3 * i + c] += share * row[3 * x + c];
                }
            }
        }
        return out;
    }
}
