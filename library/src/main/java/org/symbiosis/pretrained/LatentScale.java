package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What latents are multiplied by so that a diffusion model sees a variance near 1. */
public enum LatentScale {
    /** Stable Diffusion 1, and the U-ViT on ImageNet: 0.18215. */
    STABLE_DIFFUSION(0.18215),
    /** The U-ViT's recipe for COCO, with the same autoencoder: 0.23010. */
    UVIT_COCO(0.23010);

    private final double factor;

    LatentScale(double factor) {
        this.factor = factor;
    }

    /** The factor. */
    public double factor() {
        return factor;
    }

    /** Latents of the autoencoder, for a diffusion model. */
    public Tensor forDiffusion(Tensor latents) {
        return latents.mul(new Scalar(factor));
    }

    /** Latents of a diffusion model, for the autoencoder's decoder. */
    public Tensor forDecoder(Tensor latents) {
        return latents.div(new Scalar(factor));
    }
}
