package org.symbiosis.app.generate;

import java.nio.file.Path;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.pretrained.AutoencoderKl;

/** The latents of Stable Diffusion's autoencoder, scaled for a diffusion model. */
final class AutoencoderSpace implements LatentSpace, AutoCloseable {
    private final AutoencoderKl autoencoder;
    private final double scale;

    private AutoencoderSpace(AutoencoderKl autoencoder, double scale) {
        this.autoencoder = autoencoder;
        this.scale = scale;
    }

    /**
     * Opens public weights under any of their names.
     *
     * @param scale what latents are multiplied by
     */
    static AutoencoderSpace open(Path weights, double scale) {
        return new AutoencoderSpace(AutoencoderKl.open(weights), scale);
    }

    @Override
    public int channels() {
        return autoencoder.config().latent();
    }

    @Override
    public int factor() {
        return autoencoder.config().factor();
    }

    @Override
    public Tensor encode(Tensor images, Tensor noise) {
        Tensor latents = autoencoder.encode(images).sample(noise);
        return latents.mul(new Scalar(scale));
    }

    @Override
    public Tensor decode(Tensor latents) {
        return autoencoder.decode(latents.div(new Scalar(scale)));
    }

    @Override
    public void close() {
        autoencoder.close();
    }
}
