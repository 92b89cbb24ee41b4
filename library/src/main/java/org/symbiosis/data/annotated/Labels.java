package org.symbiosis.data.annotated;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A number for each pixel: the region, category or object that it belongs to.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param ids {@code (height, width)}, row-major from the top left, each at least 0 or {@link
 *     #VOID}; not copied, so whoever made it must leave it alone from then on
 */
public record Labels(int width, int height, int[] ids) {
    /** The id of a pixel that belongs to nothing and is left out of scores. */
    public static final int VOID = -1;

    /** Checks that the ids fill the map and that none is negative but {@link #VOID}. */
    public Labels {
        if (width < 1 || height < 1 || ids.length != (long) width * height) {
            throw new IllegalArgumentException(
                    ids.length + " ids do not fill a map of " + width + " x " + height);
        }
        for (int id : ids) {
            if (id < VOID) {
                throw new IllegalArgumentException("an id must be at least -1, not " + id);
            }
        }
    }

    /**
     * A map from a PNG of grey levels or of places in a palette.
     *
     * @param none the number that stands for void, such as 255
     * @throws org.symbiosis.UserError when the file is missing, damaged or in colours
     */
    public static Labels read(Path png, int none) {
        PixelIds pixels = PixelIds.read(png);
        int[] ids = pixels.single(png).clone();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ids[i] == none ? VOID : ids[i];
        }
        return new Labels(pixels.width(), pixels.height(), ids);
    }

    /** The id of the pixel in column {@code x} of row {@code y}. */
    public int id(int x, int y) {
        return ids[y * width + x];
    }

    /** The largest id, or {@link #VOID} where all pixels are void. */
    public int largest() {
        int most = VOID;
        for (int id : ids) {
            most = Math.max(most, id);
        }
        return most;
    }

    /** The ids that occur, ascending, without {@link #VOID}. */
    public int[] present() {
        int[] sorted = ids.clone();
        Arrays.sort(sorted);
        int n = 0;
        for (int id : sorted) {
            if (id != VOID && (n == 0 || sorted[n - 1] != id)) {
                sorted[n++] = id;
            }
        }
        return Arrays.copyOf(sorted, n);
    }

    /** The map with another id for each; void pixels stay void. */
    public Labels map(IntUnaryOperator other) {
        return new Labels(
                width,
                height,
                Arrays.stream(ids).map(id -> id == VOID ? VOID : other.applyAsInt(id)).toArray());
    }

    /**
     * The map at another size, each pixel the nearest old one: row y takes row floor(y * height /
     * newHeight).
     */
    public Labels resized(int newWidth, int newHeight) {
        int[] to = new int[Math.multiplyExact(newWidth, newHeight)];
        for (int y = 0; y < newHeight; y++) {
            int row = (int) ((long) y * height / newHeight) * width;
            for (int x = 0; x < newWidth; x++) {
                to[y * newWidth + x] = ids[row + (int) ((long) x * width / newWidth)];
            }
        }
        return new Labels(newWidth, newHeight, to);
    }

    /** A part of the map, which must hold it. */
    public Labels crop(int left, int top, int cropWidth, int cropHeight) {
        if (left < 0 || top < 0 || left + cropWidth > width || top + cropHeight > height) {
            throw new IllegalArgumentException(
                    "no %d x %d pixels from (%d, %d) on in a map of %d x %d"
                            .formatted(cropWidth, cropHeight, left, top, width, height));
        }
        int[] to = new int[cropWidth * cropHeight];
        for (int y = 0; y < cropHeight; y++) {
            System.arraycopy(ids, (top + y) * width + left, to, y * cropWidth, cropWidth);
        }
        return new Labels(cropWidth, cropHeight, to);
    }

    /**
     * The square in the middle, the shorter side being brought to this length first: the pixels
     * that {@link org.symbiosis.data.Transform.Resize} and {@link
     * org.symbiosis.data.Transform.CentreCrop} leave of the image.
     */
    public Labels square(int side) {
        int w = width <= height ? side : (int) ((long) side * width / height);
        int h = height <= width ? side : (int) ((long) side * height / width);
        int left = (int) Math.rint((w - side) / 2.0);
        int top = (int) Math.rint((h - side) / 2.0);
        return resized(w, h).crop(left, top, side, side);
    }

    /** Checks that another map has the same size. */
    public void requireSizeOf(Labels other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException(
                    "label maps of %d x %d and %d x %d do not lie on each other"
                            .formatted(width, height, other.width, other.height));
        }
    }

    /** Whether both have one size and the same ids. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Labels other
                && width == other.width
                && height == other.height
                && Arrays.equals(ids, other.ids);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "Labels[" + width + " x " + height + ", " + present().length + " ids]";
    }
}
