package org.symbiosis.nested.latents;

import org.bytedeco.pytorch.Tensor;

/** Between images and {@code z_1}, the bottom latent. */
public interface ImageCodec extends AutoCloseable {
    /** Tells codecs apart: a hash of weights, or a word where there are none. */
    String fingerprint();

    /**
     * What the cache holds of images; {@link FirstLatent#draw} makes {@code z_1} of it.
     *
     * @param images {@code (B, 3, S, S)} in [0, 1]
     */
    Tensor stored(Tensor images);

    /**
     * Images of bottom latents.
     *
     * @param z1 {@code (B, C, s, s)}
     * @return {@code (B, 3, S, S)} in [0, 1]
     */
    Tensor images(Tensor z1);

    @Override
    void close();
}
