package org.symbiosis.spectral;

/** The maps of many images, wherever they are kept. */
interface MapStore {
    /** Number of images. */
    int images();

    /** The activated map of an image, {@code (C, N)} row-major. */
    float[] map(int image);
}
