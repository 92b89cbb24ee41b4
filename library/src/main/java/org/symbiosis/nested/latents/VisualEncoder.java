package org.symbiosis.nested.latents;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Normalisation;

/** A frozen network that turns images into vectors: where the meaning of the levels comes from. */
public interface VisualEncoder extends AutoCloseable {
    /** What to call it in reports. */
    String name();

    /** Tells encoders apart whatever they are called: a hash of weights and shape. */
    String fingerprint();

    /** Side of the images that it takes. */
    int inputSide();

    /** How pixels in [0, 1] are normalised for it. */
    Normalisation normalisation();

    /** Length of its vectors. */
    int channels();

    /**
     * One vector for each image.
     *
     * @param images normalised, {@code (B, 3, inputSide, inputSide)}
     * @return {@code (B, D)}
     */
    Tensor vectors(Tensor images);

    /**
     * A vector for each patch, after the final norm.
     *
     * @param images normalised, {@code (B, 3, inputSide, inputSide)}
     * @return {@code (B, D, h, w)}
     */
    Tensor map(Tensor images);

    /** Frees the network. */
    @Override
    void close();
}
