package org.symbiosis.decay;

/** Where a masked autoencoder's decoder gets the image from. */
public enum Skips {
    /** From the encoder's output and a mask token, as in the original masked autoencoder. */
    NONE,
    /** From every second encoder block by U-Net skips, deepest first; none that cannot be used. */
    USED,
    /**
     * As {@link #USED}, and creates the skip layers for which no decoder block is left too, as the
     * reference does: for its checkpoints.
     */
    ALL
}
