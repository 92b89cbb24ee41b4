package org.symbiosis.data.rooms;

/**
 * What rendering writes: radiance at four subsamples a pixel for each light, and the ground truth.
 * Rows of pixels may be written by different threads.
 */
final class Film {
    /** Flag of a pixel that shows a lamp's shade. */
    static final int EMISSIVE = 1;

    /** Flag of a pixel whose highlight hides its albedo. */
    static final int GLOSSY = 2;

    /** Flag of a pixel that shows the probe's mirror. */
    static final int MIRROR = 4;

    final int size;
    final float[][] radiance;
    final boolean[] hit;
    final float[] albedo;
    final int[] instance;
    final float[] depth;
    final byte[] flags;

    Film(int size, int lights) {
        int pixels = size * size;
        this.size = size;
        this.radiance = new float[lights][pixels * 4 * 3];
        this.hit = new boolean[pixels * 4];
        this.albedo = new float[pixels * 3];
        this.instance = new int[pixels];
        this.depth = new float[pixels];
        this.flags = new byte[pixels];
    }
}
