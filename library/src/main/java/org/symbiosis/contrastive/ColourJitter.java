package org.symbiosis.contrastive;

import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;

/**
 * SimCLR's distortion of colours: with probability 0.8 brightness, contrast, saturation and hue
 * change in random order, then with probability 0.2 all colour goes (Chen et al., 2020, appendix
 * A).
 *
 * @param strength s: factors lie in [1 - 0.8 s, 1 + 0.8 s], hue turns by at most 0.2 s of the
 *     circle
 */
record ColourJitter(double strength) {
    private static final double PROBABILITY = 0.8;
    private static final double GREY = 0.2;
    private static final int STEPS = 4;

    /** Checks the range. */
    ColourJitter {
        if (!(strength >= 0 && strength <= 1.25)) {
            throw new IllegalArgumentException("strength must lie in [0, 1.25], not " + strength);
        }
    }

    /** Distorts an image in [0, 1]. */
    Planes apply(Planes image, SplitMix random) {
        float[] v = image.values().clone();
        if (random.chance(PROBABILITY)) {
            for (int step : random.permutation(STEPS)) {
                double factor = random.u(1 - 0.8 * strength, 1 + 0.8 * strength);
                switch (step) {
                    case 0 -> blend(v, factor, i -> 0);
                    case 1 -> contrast(v, factor);
                    case 2 -> saturation(v, factor);
                    default -> hue(v, random.u(-0.2 * strength, 0.2 * strength));
                }
            }
        }
        if (random.chance(GREY)) {
            saturation(v, 0);
        }
        return new Planes(image.width(), image.height(), v);
    }

    /** What a value is mixed with. */
    private interface Ground {
        double at(int i);
    }

    /** Mixes every value with its ground; values stay in [0, 1]. */
    private static void blend(float[] v, double factor, Ground ground) {
        for (int i = 0; i < v.length; i++) {
            double mixed = factor * v[i] + (1 - factor) * ground.at(i);
            v[i] = (float) Math.max(0, Math.min(1, mixed));
        }
    }

    private static void contrast(float[] v, double factor) {
        double mean = 0;
        for (double l : luma(v)) {
            mean += l * 3 / v.length;
        }
        double grey = mean;
        blend(v, factor, i -> grey);
    }

    private static void saturation(float[] v, double factor) {
        double[] luma = luma(v);
        blend(v, factor, i -> luma[i % luma.length]);
    }

    private static double[] luma(float[] v) {
        int n = v.length / 3;
        double[] luma = new double[n];
        for (int i = 0; i < n; i++) {
            luma[i] = 0.2989 * v[i] + 0.587 * v[n + i] + 0.114 * v[2 * n + i];
        }
        return luma;
    }

    /**
     * Turns the hue by a share of the circle; value and saturation of the HSV cone stay.
     *
     * <p>Each channel is {@code V - C max(0, min(k, 4 - k, 1))} with {@code k = (n + 6 h) mod 6}
     * and n = 5, 3, 1 for red, green and blue.
     */
    private static void hue(float[] v, double turn) {
        int n = v.length / 3;
        for (int i = 0; i < n; i++) {
            double r = v[i];
            double g = v[n + i];
            double b = v[2 * n + i];
            double most = Math.max(r, Math.max(g, b));
            double chroma = most - Math.min(r, Math.min(g, b));
            if (chroma > 0) {
                double sixths = sixths(r, g, b, most, chroma) + 6 * turn;
                v[i] = channel(5 + sixths, most, chroma);
                v[n + i] = channel(3 + sixths, most, chroma);
                v[2 * n + i] = channel(1 + sixths, most, chroma);
            }
        }
    }

    private static double sixths(double r, double g, double b, double most, double chroma) {
        if (most == r) {
            return (g - b) / chroma;
        }
        return most == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    }

    private static float channel(double place, double most, double chroma) {
        double k = place - 6 * Math.floor(place / 6);
        return (float) (most - chroma * Math.max(0, Math.min(Math.min(k, 4 - k), 1)));
    }
}
