package org.symbiosis.nested.latents;

import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;

/**
 * The square that all levels see of an image: halved by averaging while it is more than twice as
 * large, resized bicubically to the shorter side, cropped to the middle.
 */
public final class SquareImage {
    private SquareImage() {}

    /** Planes of {@code side x side} pixels in [0, 1]. */
    public static Planes of(Picture picture, int side) {
        Planes image = Planes.of(picture);
        while (Math.min(image.width(), image.height()) >= 2 * side) {
            image = halved(image);
        }
        double scale = (double) side / Math.min(image.width(), image.height());
        int w = (int) Math.max(side, Math.round(image.width() * scale));
        int h = (int) Math.max(side, Math.round(image.height() * scale));
        Planes resized = Resampling.BICUBIC.resize(image, w, h);
        return resized.crop((w - side) / 2, (h - side) / 2, side, side);
    }

    private static Planes halved(Planes image) {
        int w = image.width() / 2;
        int h = image.height() / 2;
        float[] in = image.values();
        float[] out = new float[3 * w * h];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < h; y++) {
                int above = (c * image.height() + 2 * y) * image.width();
                int below = above + image.width();
                for (int x = 0; x < w; x++) {
                    float four =
                            in[above + 2 * x]
                                    + in[above + 2 * x + 1]
                                    + in[below + 2 * x]
                                    + in[below + 2 * x + 1];
                    out[(c * h + y) * w + x] = four / 4;
                }
            }
        }
        return new Planes(w, h, out);
    }
}
