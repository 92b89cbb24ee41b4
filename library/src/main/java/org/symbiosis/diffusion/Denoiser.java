package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/** Tells the noise in noisy images: all that a {@link Sampler} asks of a model. */
@FunctionalInterface
public interface Denoiser {
    /**
     * The noise in {@code x}.
     *
     * @param x {@code (B, C, H, W)}, all at the same time
     * @param t the time, from 1 (noise) towards 0 (image)
     * @return {@code (B, C, H, W)}
     */
    Tensor noise(Tensor x, double t);
}
