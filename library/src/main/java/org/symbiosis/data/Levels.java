package org.symbiosis.data;

import java.util.function.IntUnaryOperator;

/** Operations on the 256 levels of a channel, as the Python Imaging Library defines them. */
final class Levels {
    private static final int TOP = 255;

    private Levels() {}

    /** Stretches each channel so that its least value becomes 0 and its largest 1. */
    static Planes autoContrast(Planes image) {
        return perChannel(
                image,
                histogram -> {
                    int low = 0;
                    int high = TOP;
                    while (low < TOP && histogram[low] == 0) {
                        low++;
                    }
                    while (high > low && histogram[high] == 0) {
                        high--;
                    }
                    if (high == low) {
                        return v -> v;
                    }
                    int least = low;
                    double scale = (double) TOP / (high - low);
                    return v -> (int) ((v - least) * scale);
                });
    }

    /** Spreads each channel so that all levels occur about equally often. */
    static Planes equalize(Planes image) {
        return perChannel(
                image,
                histogram -> {
                    int pixels = 0;
                    int last = 0;
                    for (int count : histogram) {
                        pixels += count;
                        last = count == 0 ? last : count;
                    }
                    int step = (pixels - last) / TOP;
                    if (step == 0) {
                        return v -> v;
                    }
                    int[] to = new int[TOP + 1];
                    int below = step / 2;
                    for (int v = 0; v <= TOP; v++) {
                        to[v] = Math.min(TOP, below / step);
                        below += histogram[v];
                    }
                    return v -> to[v];
                });
    }

    /** The negative. */
    static Planes invert(Planes image) {
        return map(image, v -> TOP - v);
    }

    /** The negative of all levels from {@code threshold} (0 to 256) on. */
    static Planes solarize(Planes image, int threshold) {
        return map(image, v -> v < threshold ? v : TOP - v);
    }

    /** Adds {@code added} levels to the darker half. */
    static Planes solarizeAdd(Planes image, int added) {
        return map(image, v -> v < (TOP + 1) / 2 ? Math.min(TOP, v + added) : v);
    }

    /** Keeps the {@code bits} (0 to 8) highest bits of each value. */
    static Planes posterize(Planes image, int bits) {
        int mask = -1 << (8 - bits);
        return map(image, v -> v & mask);
    }

    /** Makes the map of a channel from how often each level occurs in it. */
    private interface FromHistogram {
        IntUnaryOperator map(int[] histogram);
    }

    private static Planes perChannel(Planes image, FromHistogram rule) {
        int plane = image.width() * image.height();
        float[] out = new float[3 * plane];
        for (int c = 0; c < 3; c++) {
            int[] histogram = new int[TOP + 1];
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                histogram[level(image.values()[i])]++;
            }
            IntUnaryOperator map = rule.map(histogram);
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                out[i] = map.applyAsInt(level(image.values()[i])) / (float) TOP;
            }
        }
        return new Planes(image.width(), image.height(), out);
    }

    private static Planes map(Planes image, IntUnaryOperator map) {
        return perChannel(image, histogram -> map);
    }

    private static int level(float value) {
        return Math.max(0, Math.min(TOP, Math.round(value * TOP)));
    }
}
