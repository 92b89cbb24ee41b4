package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How a picture of any size is cut into patches for a network of one size. */
public sealed interface Framing {
    /** Longest side over the shorter one up to which patches are squares. */
    int MOST_ASPECT = 16;

    /** Patches that neighbours along a side share a pixel with, at least 1. */
    int overlap();

    /**
     * Sides of the patches, in pixels of the picture.
     *
     * @param resolution of the network
     */
    List<Integer> sides(int width, int height, int resolution);

    /**
     * Squares as large as the picture's shorter side: each sees as much of the scene as can be. The
     * network's lack of detail has to be made up for.
     */
    record Whole(int overlap) implements Framing {
        /** Patches that lie half over one another. */
        public static final Whole USUAL = new Whole(4);

        /** Checks the range. */
        public Whole {
            requireOverlap(overlap);
        }

        @Override
        public List<Integer> sides(int width, int height, int resolution) {
            return List.of(shorter(width, height));
        }
    }

    /** The authors': patches of the network's own size as well as squares of the shorter side. */
    record Tiled(int overlap) implements Framing {
        /** The authors' overlap; 2 is enough for a preview. */
        public static final Tiled USUAL = new Tiled(8);

        /** Checks the range. */
        public Tiled {
            requireOverlap(overlap);
        }

        @Override
        public List<Integer> sides(int width, int height, int resolution) {
            int whole = shorter(width, height);
            return whole <= resolution ? List.of(whole) : List.of(resolution, whole);
        }
    }

    private static int shorter(int width, int height) {
        int least = (Math.max(width, height) + MOST_ASPECT - 1) / MOST_ASPECT;
        return Math.max(Math.min(width, height), least);
    }

    private static void requireOverlap(int overlap) {
        if (overlap < 1) {
            throw new IllegalArgumentException("overlap must be at least 1, not " + overlap);
        }
    }

    /** A patch of a picture, in pixels. */
    record Patch(int left, int top, int width, int height) {}

    /** All patches of a picture, row by row, size by size. */
    default List<Patch> patches(int width, int height, int resolution) {
        List<Patch> patches = new ArrayList<>();
        for (int side : sides(width, height, resolution)) {
            int w = Math.min(side, width);
            int h = Math.min(side, height);
            int stride = Math.max(1, side / overlap());
            for (int top : starts(height, h, stride)) {
                for (int left : starts(width, w, stride)) {
                    patches.add(new Patch(left, top, w, h));
                }
            }
        }
        return patches;
    }

    /** From 0 by strides; the last patch ends where the side does. */
    private static int[] starts(int length, int patch, int stride) {
        int count = (length - patch + stride - 1) / stride + 1;
        return IntStream.range(0, count).map(i -> Math.min(i * stride, length - patch)).toArray();
    }
}
