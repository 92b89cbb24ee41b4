package org.symbiosis.intrinsics;

import java.util.Optional;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.data.annotated.Box;

/**
 * The square around a mirror ball, in a scored picture: a ball shows where the light is, so there a
 * relighting is wrong most plainly (Fig. 6.2, right).
 *
 * @param x of the left side in pixels of the scored picture
 * @param y of the top
 * @param side at least 2
 * @param pictureSide side of the scored picture
 */
record BallCrop(int x, int y, int side, int pictureSide) {
    /** Side that crops are scored at. */
    static final int SCORED = 256;

    private static final int LEAST = 2;

    /**
     * Where a ball is once a picture was resized to so short a side and cut to its middle square.
     *
     * @param box around the ball, in pixels of a picture of this width and height
     * @return nothing where the ball is cut off, or smaller than two pixels
     */
    static Optional<BallCrop> of(Box box, int width, int height, int pictureSide) {
        double scale = pictureSide / (double) Math.min(width, height);
        int side = (int) Math.round(Math.max(box.width(), box.height()) * scale);
        int x = left(box.x() + box.width() / 2, width, scale, side, pictureSide);
        int y = left(box.y() + box.height() / 2, height, scale, side, pictureSide);
        boolean isInside = x >= 0 && y >= 0 && x + side <= pictureSide && y + side <= pictureSide;
        return side >= LEAST && isInside
                ? Optional.of(new BallCrop(x, y, side, pictureSide))
                : Optional.empty();
    }

    private static int left(double centre, int length, double scale, int side, int pictureSide) {
        double cut = (length * scale - pictureSide) / 2;
        return (int) Math.round(centre * scale - cut - side / 2.0);
    }

    /** The crop {@code (3, 256, 256)} of a picture {@code (3, R, R)}, both in [-1, 1]. */
    float[] of(float[] picture) {
        float[] shown = new float[picture.length]; // resizing keeps to [0, 1]
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (picture[i] + 1) / 2;
        }
        Planes crop = new Planes(pictureSide, pictureSide, shown).crop(x, y, side, side);
        float[] values = Resampling.BILINEAR.resize(crop, SCORED, SCORED).values();
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * values[i] - 1;
        }
        return values;
    }
}
