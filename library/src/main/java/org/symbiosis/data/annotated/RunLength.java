package org.symbiosis.data.annotated;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A mask as the lengths of its runs, down the columns from the left: pixels outside, then inside,
 * then outside, and so on, as COCO writes masks. The first length may be 0.
 *
 * @param width in pixels
 * @param height in pixels
 * @param counts lengths of the runs; not copied
 */
public record RunLength(int width, int height, int[] counts) {
    /** Checks that the runs fill the mask. */
    public RunLength {
        long sum = 0;
        boolean negative = false;
        for (int count : counts) {
            negative |= count < 0;
            sum += count;
        }
        if (width < 1 || height < 1 || negative || sum != (long) width * height) {
            throw new IllegalArgumentException(
                    "runs of %d pixels do not fill a mask of %d x %d"
                            .formatted(sum, width, height));
        }
    }

    /** The mask of the pixels whose place {@code y * width + x} is inside. */
    public static RunLength of(int width, int height, IntPredicate inside) {
        int[] counts = new int[16];
        int n = 0;
        boolean current = false;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                if (inside.test(y * width + x) != current) {
                    current = !current;
                    n++;
                    counts = n == counts.length ? Arrays.copyOf(counts, 2 * n) : counts;
                }
                counts[n]++;
            }
        }
        return new RunLength(width, height, Arrays.copyOf(counts, n + 1));
    }

    /** The mask of a row-major map, {@code (height, width)}. */
    public static RunLength of(int width, int height, boolean[] mask) {
        if (mask.length != (long) width * height) {
            throw new IllegalArgumentException(
                    mask.length + " pixels do not fill a mask of " + width + " x " + height);
        }
        return of(width, height, (int i) -> mask[i]);
    }

    /**
     * The mask of polygons together, filled as COCO does.
     *
     * @param polygons x and y of the corners in turn, in pixels from the image's corner
     * @throws IllegalArgumentException when one is none or lies far outside
     */
    public static RunLength ofPolygons(int width, int height, List<double[]> polygons) {
        boolean[] inside = new boolean[Math.multiplyExact(width, height)];
        for (double[] polygon : polygons) {
            boolean[] one = PolygonMask.of(width, height, polygon).mask();
            for (int i = 0; i < inside.length; i++) {
                inside[i] |= one[i];
            }
        }
        return of(width, height, inside);
    }

    /** The mask of the pixels with this id. */
    public static RunLength of(Labels labels, int id) {
        int[] ids = labels.ids();
        return of(labels.width(), labels.height(), i -> ids[i] == id);
    }

    /** The mask pixel by pixel, row-major: {@code (height, width)}. */
    public boolean[] mask() {
        boolean[] mask = new boolean[width * height];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int end = at + counts[i]; at < end; at++) {
                mask[at % height * width + at / height] = i % 2 == 1;
            }
        }
        return mask;
    }

    /** Number of pixels inside. */
    public int area() {
        int sum = 0;
        for (int i = 1; i < counts.length; i += 2) {
            sum += counts[i];
        }
        return sum;
    }

    /** The smallest box around it; empty at the origin when nothing is inside. */
    public Box box() {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            if (i % 2 == 1 && counts[i] > 0) {
                int last = at + counts[i] - 1;
                boolean oneColumn = at / height == last / height;
                left = Math.min(left, at / height);
                right = Math.max(right, last / height + 1);
                top = Math.min(top, oneColumn ? at % height : 0);
                bottom = Math.max(bottom, oneColumn ? last % height + 1 : height);
            }
            at += counts[i];
        }
        return right == 0 ? new Box(0, 0, 0, 0) : new Box(left, top, right - left, bottom - top);
    }

    /** Number of pixels inside both; the masks must have one size. */
    public int overlap(RunLength other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException(
                    "masks of %d x %d and %d x %d do not lie on each other"
                            .formatted(width, height, other.width, other.height));
        }
        int sum = 0;
        int a = 0;
        int b = 0;
        long endA = counts[0];
        long endB = other.counts[0];
        long at = 0;
        long all = (long) width * height;
        while (at < all) {
            long end = Math.min(endA, endB);
            sum += (a & b & 1) == 1 ? (int) (end - at) : 0;
            at = end;
            while (a < counts.length - 1 && endA <= at) {
                endA += counts[++a];
            }
            while (b < other.counts.length - 1 && endB <= at) {
                endB += other.counts[++b];
            }
        }
        return sum;
    }

    /** Pixels inside both over pixels inside either; 0 when both are empty. */
    public double iou(RunLength other) {
        int both = overlap(other);
        int either = area() + other.area() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /**
     * The counts as a short text: from the fourth on as differences from the second last, five bits
     * a character, low bits first, in the 64 characters from {@code '0'} on.
     */
    public String compressed() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            long x = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                long bits = x & 0x1f;
                x >>= 5;
                more = (bits & 0x10) != 0 ? x != -1 : x != 0;
                text.append((char) ((more ? bits | 0x20 : bits) + '0'));
            }
        }
        return text.toString();
    }

    /**
     * A mask from its short text.
     *
     * @throws IllegalArgumentException when the text is none, or does not fill the mask
     */
    public static RunLength parse(int width, int height, String text) {
        int[] counts = new int[text.length()];
        int n = 0;
        int at = 0;
        while (at < text.length()) {
            long x = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                int bits = at < text.length() ? text.charAt(at++) - '0' : -1;
                if (bits < 0 || bits > 63 || shift > 30) {
                    throw new IllegalArgumentException("the run lengths are cut off or damaged");
                }
                x |= (long) (bits & 0x1f) << shift;
                shift += 5;
                more = (bits & 0x20) != 0;
                x |= !more && (bits & 0x10) != 0 ? -1L << shift : 0;
            }
            x += n > 2 ? counts[n - 2] : 0;
            if (x < 0 || x > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the run lengths are damaged");
            }
            counts[n++] = (int) x;
        }
        return new RunLength(width, height, Arrays.copyOf(counts, n));
    }

    /** Whether both have one size and the same runs. */
    @Override
    public boolean equals(Object o) {
        return o instanceof RunLength other
                && width == other.width
                && height == other.height
                && Arrays.equals(counts, other.counts);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "RunLength[" + width + " x " + height + ", " + area() + " pixels]";
    }
}
