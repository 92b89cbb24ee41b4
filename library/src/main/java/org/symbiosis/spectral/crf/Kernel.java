package org.symbiosis.spectral.crf;

/** How much pixels say to one another. */
interface Kernel {
    /**
     * Adds the messages of all pixels to all pixels, their own included.
     *
     * @param q probabilities {@code (N, L)}
     * @param labels L
     * @param out {@code (N, L)}
     */
    void add(double[] q, int labels, double[] out);
}
